using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>A few support sessions in each state, on the school days around today; none outside the school year.</summary>
internal sealed class DemoSessions(IAppDbContext db, TrustId trust, SchoolId school, StaffId worker, StaffId lead, DateTimeOffset now)
{
    private const int PupilsWanted = 8;
    private static readonly SupportSessionPolicy Policy = new();
    private readonly DemoSessionBook _book = new(db, trust, school, now);

    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<SupportSession>().AnyAsync(ct) || await DaysAsync(ct) is not { } days)
        {
            return;
        }

        var pupils = await db.Set<Pupil>().Where(p => p.SchoolId == school).OrderBy(p => p.Upn).Take(PupilsWanted).Select(p => p.Id).ToArrayAsync(ct);
        var first = OneToOne(days.Earlier, 9, pupils[0]);
        _book.Complete(first, 2, 4, "He named what made him angry before it took over.", "It was like a kettle.");
        _book.Complete(OneToOne(days.Later, 9, pupils[0]), 3, 4, "Used the breathing card without being asked.", "I did it myself!");
        _book.Complete(Group(days.Earlier, 11, pupils[1..4]), 3, 4, "Took turns well; the new rule of the stone helped.", null);
        OneToOne(days.Earlier, 13, pupils[4]).Miss(MissReason.PupilAbsent, Policy);
        var owed = OneToOne(days.Later, 11, pupils[5]);
        owed.Miss(MissReason.StaffAbsent, Policy);
        AddTasks(owed, pupils[5], days.Next);
        var cancelled = OneToOne(days.Later, 13, pupils[6]);
        cancelled.Cancel("The class went on a trip");
        Tell(cancelled, NoticeKind.SupportSessionCancelled);
        var mistaken = OneToOne(days.Later, 14, pupils[7]);
        _book.Complete(mistaken, 3, 3, "Recorded under the wrong name.", null);
        mistaken.Void("Recorded for the wrong pupil", null);
        Tell(OneToOne(days.Next, 9, pupils[0]), NoticeKind.SupportSessionAssigned);
        Group(days.Next, 11, pupils[1..4]);
    }

    /// <summary>What a missed session leaves, and a request to the team in a person's own words.</summary>
    private void AddTasks(SupportSession owed, PupilId pupil, DateOnly due)
    {
        var catchUp = new WorkTaskPlan
        {
            Kind = WorkTaskKind.CatchUpSession,
            Assignee = Assignee.Staff(worker),
            Due = new WorkTaskDue(due, due, null, false),
            PupilId = pupil,
            Source = TaskSourceLink.To(owed),
        };
        var asked = catchUp with
        {
            Kind = WorkTaskKind.Manual,
            Title = "Choose a quiet place for the next session",
            Assignee = Assignee.TeamOf(Role.ThriveLead),
            Priority = WorkTaskPriority.High,
            CreatedById = worker,
        };
        db.Set<WorkTask>().AddRange(WorkTask.Open(trust, school, catchUp, now).Value, WorkTask.Open(trust, school, asked, now).Value);
    }

    /// <summary>The worker learns what the lead has arranged.</summary>
    private void Tell(SupportSession session, NoticeKind kind) =>
        db.Set<Notice>().Add(Notice.To(trust, worker, new NoticeAbout(kind, session.Id.Value, school), now));

    private async Task<(DateOnly Earlier, DateOnly Later, DateOnly Next)?> DaysAsync(CancellationToken ct)
    {
        var calendar = await db.CalendarAsync(school, ct);
        var today = LondonTime.DateOf(now);
        var later = calendar.PreviousSchoolDayOnOrBefore(today.AddDays(-1));
        var earlier = later.IsSuccess ? calendar.PreviousSchoolDayOnOrBefore(later.Value.AddDays(-1)) : later;
        var next = calendar.AddSchoolDays(today, 1);
        return earlier.IsSuccess && next.IsSuccess ? (earlier.Value, later.Value, next.Value) : null;
    }

    private SupportSession OneToOne(DateOnly day, int hour, PupilId pupil) =>
        Add(SupportSessionType.ThriveOneToOne, day, hour, worker, ThriveStrand.Being, "Notice a feeling and say its name", pupil);

    private SupportSession Group(DateOnly day, int hour, PupilId[] pupils) =>
        Add(SupportSessionType.ThriveGroup, day, hour, lead, ThriveStrand.Doing, "Wait for a turn and enjoy the others'", pupils);

    private SupportSession Add(SupportSessionType type, DateOnly day, int hour, StaffId practitioner, ThriveStrand strand, string objective, params PupilId[] pupils)
    {
        var plan = new SupportSessionPlan
        {
            Type = type,
            PractitionerId = practitioner,
            StartsAt = LondonTime.InstantOf(day, new TimeOnly(hour, 30)),
            PlannedMinutes = 30,
            Strand = strand,
            Objective = objective,
            ParticipantIds = [.. pupils],
        };
        return _book.Plan(plan);
    }
}
