using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Signpostings.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Signpostings;

namespace PupilSupport.Application.Signpostings.Commands;

/// <summary>Says what became of a suggestion. The task that asked for it is done.</summary>
[Requires(Permissions.SignpostingsWrite), Audited("signposting.follow_up")]
public sealed record FollowUpSignpostingCommand(Guid Id, int Version, SignpostingOutcome Outcome, string? Note) : ICommand<SignpostingDto>;

internal sealed class FollowUpSignpostingHandler(SignpostingAnswers answers, ICaller caller, TimeProvider clock)
    : ICommandHandler<FollowUpSignpostingCommand, SignpostingDto>
{
    public Task<Result<SignpostingDto>> Handle(FollowUpSignpostingCommand request, CancellationToken cancellationToken) =>
        answers.ChangeAsync(
            request.Id, request.Version, SignpostingAction.FollowUp, s => s.FollowUp(request.Outcome, request.Note, caller.StaffId, clock.GetUtcNow()), cancellationToken);
}
