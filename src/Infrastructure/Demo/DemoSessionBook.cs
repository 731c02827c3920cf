using System.Collections.Frozen;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>Plans the demo's sessions and writes down what took place; what lies further back was on paper before.</summary>
internal sealed class DemoSessionBook(IAppDbContext db, TrustId trust, SchoolId school, DateTimeOffset now)
{
    private const string Late = "Entered from the paper diary";
    private static readonly SupportSessionPolicy Policy = new();
    private static readonly SessionDay OrdinaryDay = new(true, FrozenSet<StaffId>.Empty, FrozenSet<PupilId>.Empty, FrozenSet<PupilId>.Empty, Policy);

    /// <param name="series">The series of which it is one.</param>
    public SupportSession Plan(SupportSessionPlan plan, SupportSessionSeries? series = null)
    {
        plan = plan with { LateReason = LateReason(plan.StartsAt) };
        var session = series is null ? SupportSession.Schedule(trust, school, plan, OrdinaryDay, now) : series.Schedule(plan, OrdinaryDay, now);
        if (session.Error is { } error)
        {
            throw new InvalidOperationException($"A demo session could not be planned: {error.Code}.");
        }

        db.Set<SupportSession>().Add(session.Value);
        return session.Value;
    }

    /// <param name="before">How regulated each pupil was before, 1 to 5.</param>
    /// <param name="after">And after.</param>
    public void Complete(SupportSession session, int before, int after, string note, string? voice)
    {
        var outcome = new SupportSessionOutcome
        {
            ActualMinutes = 30,
            Note = note,
            NextStep = "The same again, with a friend.",
            Strategies = ["Breathing card", "Time to settle first"],
            Participants = [.. session.Participants.Select(p => new ParticipantOutcome(p.PupilId, SessionAttendance.Attended, before, after, voice))],
            LateReason = LateReason(session.StartsAt),
        };
        if (session.Complete(outcome, Policy, now).Error is { } error)
        {
            throw new InvalidOperationException($"A demo session could not be completed: {error.Code}.");
        }
    }

    private string? LateReason(DateTimeOffset startsAt) => Policy.IsLate(startsAt, now) ? Late : null;
}
