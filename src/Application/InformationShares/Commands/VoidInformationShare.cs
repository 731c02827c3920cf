using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.InformationShares.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.InformationShares.Commands;

/// <summary>Takes an entry out of the lists: it was a mistake, or what was made to leave never left. What it says stays.</summary>
[Requires(Permissions.InformationSharesWrite), Audited("information_share.void")]
public sealed record VoidInformationShareCommand(Guid Id, int Version, string Reason) : ICommand<InformationShareDto>, IReasoned;

internal sealed class VoidInformationShareHandler(InformationShareAnswers answers, TimeProvider clock) : ICommandHandler<VoidInformationShareCommand, InformationShareDto>
{
    public Task<Result<InformationShareDto>> Handle(VoidInformationShareCommand request, CancellationToken cancellationToken) =>
        answers.ChangeAsync(request.Id, request.Version, s => s.Void(request.Reason, clock.GetUtcNow()), cancellationToken);
}
