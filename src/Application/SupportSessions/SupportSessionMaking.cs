using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>Makes a session from what is planned, and from what took place if it did already, and tells those for whom it is planned.</summary>
internal sealed class SupportSessionMaking(SupportSessionPlanning planning, SupportSessionNotices notices, SupportSessionCatchUp owed, ICaller caller, TimeProvider clock)
{
    /// <param name="replaced">A session that is being voided for this one, so that it does not stand in the way.</param>
    public async Task<Result<SupportSession>> MakeAsync(
        SchoolId school, SupportSessionEdit edit, SupportSessionCompletion? completion, SupportSession? replaced, CancellationToken ct)
    {
        var planned = await planning.PlanAsync(school, edit, hasTakenPlace: completion is not null, replaced, ct);
        if (!planned.IsSuccess)
        {
            return planned.Error;
        }

        var (plan, day) = planned.Value;
        var now = clock.GetUtcNow();
        var made = completion is null
            ? SupportSession.Schedule(caller.TrustId, school, plan, day, now)
            : Within("/completion", SupportSession.RecordCompleted(caller.TrustId, school, plan, completion.ToOutcome(), day, now));
        if (made.IsSuccess)
        {
            notices.Planned(made.Value);
            await owed.CompletedAsync(made.Value, ct);
        }

        return made;
    }

    // The session points at its outcome's members; here they stand one level down.
    private static Result<SupportSession> Within(string member, Result<SupportSession> result) =>
        result.Error is { } error && IsOfOutcome(error)
            ? error with { Faults = [.. error.Faults.Select(f => f with { Pointer = member + f.Pointer })] }
            : result;

    private static bool IsOfOutcome(Error error) =>
        error.Code == SupportSessionErrors.AttendanceMissing.Code || error.Code == SupportSessionErrors.UnknownParticipant.Code;
}
