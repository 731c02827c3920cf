using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Signpostings.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Signpostings;

namespace PupilSupport.Application.Signpostings.Commands;

/// <summary>Takes a signposting out of lists, as if nobody had been told; what it says stays.</summary>
[Requires(Permissions.SignpostingsWrite), Audited("signposting.void")]
public sealed record VoidSignpostingCommand(Guid Id, int Version, string Reason) : ICommand<SignpostingDto>, IReasoned;

internal sealed class VoidSignpostingHandler(SignpostingAnswers answers, TimeProvider clock) : ICommandHandler<VoidSignpostingCommand, SignpostingDto>
{
    public Task<Result<SignpostingDto>> Handle(VoidSignpostingCommand request, CancellationToken cancellationToken) =>
        answers.ChangeAsync(request.Id, request.Version, SignpostingAction.Void, s => s.Void(request.Reason, clock.GetUtcNow()), cancellationToken);
}
