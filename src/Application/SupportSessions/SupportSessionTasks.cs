using PupilSupport.Application.Policies;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.SupportSessions;

/// <summary>The tasks that a session leaves to its lead.</summary>
internal sealed class SupportSessionTasks(ITasks tasks, IPolicies policies, TimeProvider clock)
{
    /// <summary>The school owes the pupils another session.</summary>
    public async Task OpenCatchUpAsync(SupportSession session, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var policy = await policies.OnAsync<WorkTaskPolicy>(session.SchoolId, today, ct);
        await tasks.OpenAsync(Of(session, WorkTaskKind.CatchUpSession, today, policy.CatchUpSchoolDays), ct);
    }

    /// <summary>Its time is over and nobody has said what became of it.</summary>
    public async Task OpenOutcomeAsync(SupportSession session, CancellationToken ct)
    {
        var day = LondonTime.DateOf(session.EndsAt);
        var policy = await policies.OnAsync<WorkTaskPolicy>(session.SchoolId, day, ct);
        await tasks.OpenAsync(Of(session, WorkTaskKind.RecordSessionOutcome, day, policy.OutcomeSchoolDays), ct);
    }

    /// <summary>Sessions that were moved or given to others no longer ask these for their outcome; when its new time is over, each asks anew.</summary>
    public Task RevisedAsync(IEnumerable<(SupportSession Session, SessionSlot Before)> revised, CancellationToken ct) => tasks.EndAllAsync(
        SupportSessionRules.TaskSourceKind, [.. revised.Where(r => IsAnothers(SessionSlot.Of(r.Session), r.Before)).Select(r => r.Session.Id.Value)],
        TaskStanding.Moot, WorkTaskKind.RecordSessionOutcome, ct);

    private static bool IsAnothers(SessionSlot now, SessionSlot before) => !now.IsAt(before) || now.Practitioners[0] != before.Practitioners[0];

    /// <summary>About the pupil when it was for one; of a group the session tells.</summary>
    private static CausedTask Of(SupportSession session, WorkTaskKind kind, DateOnly from, int schoolDays) => new()
    {
        Kind = kind,
        SchoolId = session.SchoolId,
        Source = TaskSourceLink.To(session),
        PupilId = session.Participants is [var only] ? only.PupilId : null,
        Label = SensitivityLabel.Pastoral,
        OwnerId = session.PractitionerId,
        Team = Role.ThriveLead,
        From = from,
        SchoolDays = schoolDays,
    };
}
