using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SupportSessions.Commands;

/// <summary>Changes the plan of a session that is still scheduled.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session.revise")]
public sealed record ReviseSupportSessionCommand(Guid Id, int Version, IPatch<SupportSessionEdit> Patch) : ICommand<SupportSessionDto>;

internal sealed class ReviseSupportSessionHandler(
    SupportSessionLoading loading, SupportSessionPlanning planning, SupportSessionNotices notices, SupportSessionTasks tasks, SupportSessionAnswers answers,
    TimeProvider clock)
    : ICommandHandler<ReviseSupportSessionCommand, SupportSessionDto>
{
    public async Task<Result<SupportSessionDto>> Handle(ReviseSupportSessionCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, cancellationToken);
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var session = loaded.Value;
        var edit = request.Patch.ApplyTo(SupportSessionEdit.Of(session));
        if (!edit.IsSuccess)
        {
            return edit.Error;
        }

        var planned = await planning.PlanAsync(session.SchoolId, edit.Value, hasTakenPlace: false, session, cancellationToken);
        if (!planned.IsSuccess)
        {
            return planned.Error;
        }

        var before = SessionSlot.Of(session);
        if (session.Revise(planned.Value.Plan, planned.Value.Day, clock.GetUtcNow()) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        notices.Revised(session, before);
        await tasks.RevisedAsync([(session, before)], cancellationToken);
        return await answers.OfAsync(session, cancellationToken);
    }
}
