using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.InformationShares.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;

namespace PupilSupport.Application.InformationShares.Commands;

/// <summary>Names the conditions that the basis of something shared lacks.</summary>
[Requires(Permissions.InformationSharesWrite), Audited("information_share.complete_basis")]
public sealed record CompleteInformationShareBasisCommand(Guid Id, int Version, Article9Condition? Article9, Schedule1Condition? Schedule1) : ICommand<InformationShareDto>;

internal sealed class CompleteInformationShareBasisHandler(InformationShareAnswers answers, ICaller caller, TimeProvider clock)
    : ICommandHandler<CompleteInformationShareBasisCommand, InformationShareDto>
{
    public Task<Result<InformationShareDto>> Handle(CompleteInformationShareBasisCommand request, CancellationToken cancellationToken) => answers.ChangeAsync(
        request.Id, request.Version, s => s.CompleteBasis(request.Article9, request.Schedule1, caller.StaffId, clock.GetUtcNow()), cancellationToken);
}
