using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>
/// A term of support at the first school: a run of ELSA that has ended with its measures, one in the middle of its
/// sessions, a group, and those who wait, one of them for too long.
/// </summary>
internal sealed class DemoProgrammes(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private const int SchoolDaysWanted = 60;
    private const int FirstPupil = 40;

    /// <summary>Teacher's scores before and after: emotional, conduct, hyperactivity, peer, prosocial. One pupil in nine goes the other way, one nowhere.</summary>
    private static readonly (int[] Before, int[] After)[] Ended =
    [
        ([8, 3, 7, 5, 6], [3, 2, 5, 2, 8]),
        ([7, 2, 6, 4, 7], [3, 1, 4, 2, 9]),
        ([6, 4, 8, 3, 5], [2, 2, 5, 2, 7]),
        ([9, 1, 4, 6, 7], [4, 1, 3, 2, 8]),
        ([5, 5, 8, 4, 4], [3, 2, 5, 2, 6]),
        ([7, 3, 5, 6, 6], [2, 2, 4, 2, 8]),
        ([6, 2, 6, 5, 7], [6, 2, 5, 5, 7]),
        ([4, 3, 7, 3, 6], [8, 4, 8, 6, 5]),
        ([8, 2, 5, 5, 6], [4, 1, 4, 2, 8]),
    ];

    private static readonly TimeOnly[] Slots = [new(8, 50), new(10, 10), new(10, 50), new(12, 10), new(12, 50)];

    private readonly StaffId _worker = demo.Staff["demo-support"], _lead = demo.Staff["demo-thrive-lead"], _senco = demo.Staff["demo-senco"];
    private readonly DateOnly _today = LondonTime.DateOf(now);
    private readonly DemoSessionBook _book = new(db, demo.TrustId, demo.SchoolId, now);
    private SchoolCalendar _calendar = SchoolCalendar.Empty;
    private IReadOnlyList<DateOnly> _days = [];
    private PupilId[] _pupils = [];

    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<SupportProgramme>().AnyAsync(ct))
        {
            return;
        }

        _calendar = await db.CalendarAsync(demo.SchoolId, ct);
        _days = await DemoMedication.DaysAsync(db, demo.SchoolId, now, ct, SchoolDaysWanted);
        _pupils = await db.Set<Pupil>().Where(p => p.SchoolId == demo.SchoolId).OrderBy(p => p.Upn).Skip(FirstPupil).Take(20).Select(p => p.Id).ToArrayAsync(ct);
        foreach (var (i, scores) in Ended.Index())
        {
            End(i, scores);
        }

        GoOn();
        Wait();
        new DemoPractice(db, demo, now).Add(_pupils[9], _pupils[0], _pupils[10]);
    }

    /// <summary>Six weekly sessions between two measures.</summary>
    private void End(int i, (int[] Before, int[] After) scores)
    {
        var (pupil, from, until) = (_pupils[i], _today.AddDays(-70), _today.AddDays(-14));
        var programme = Started(Elsa(pupil, "To name a worry and ask for help before it grows"), _worker, from);
        var before = Measure(programme, pupil, from.AddDays(1), AssessmentPurpose.Baseline, scores.Before);
        foreach (var day in DaysOf(i, from, until).Take(6))
        {
            _book.Complete(Session(programme, day, Slots[i / 2], pupil), 2, 4, "Worked with the worry jar; chose the breathing card unasked.", null);
        }

        var after = Measure(programme, pupil, until, AssessmentPurpose.End, scores.After);
        programme.MeasureAtStart([new PupilMeasure(pupil, before.Id.Value)]);
        Must(programme.Complete(new SupportProgrammeEnd([new PupilMeasure(pupil, after.Id.Value)], null), until));
    }

    /// <summary>One in the middle of its sessions, a group, and one that is interrupted.</summary>
    private void GoOn()
    {
        var (mine, from) = (_pupils[9], _today.AddDays(-28));
        var elsa = Started(Elsa(mine, "To come into school without a fight"), _worker, from);
        Measure(elsa, mine, from, AssessmentPurpose.Baseline, [9, 3, 6, 5, 6]);
        foreach (var (n, day) in DaysOf(4, from, _today.AddDays(-1)).Take(3).Index())
        {
            var session = Session(elsa, day, Slots[4], mine);
            if (n == 1)
            {
                Must(session.Miss(MissReason.StaffAbsent, new SupportSessionPolicy()));
            }
            else
            {
                _book.Complete(session, 2, 4, "Came in with her book; talked about the gate.", "I like the beanbag.");
            }
        }

        DateOnly[] coming = [.. Coming(2, 7)];
        if (coming.Length > 0)
        {
            var pattern = new SeriesPattern(Enum.Parse<Weekday>(coming[0].DayOfWeek.ToString()), Slots[4]);
            var plan = new SeriesPlan(_worker, new SeriesSlot(pattern, 30, null), new SeriesExtent(coming[0], coming.Length, null));
            var series = SupportSessionSeries.Plan(elsa, plan, now);
            db.Set<SupportSessionSeries>().Add(series);
            Array.ForEach(coming, day => Session(elsa, day, Slots[4], series, mine));
        }

        var group = Started(Plan(SupportProgrammeKind.Thrive, "To wait for a turn and enjoy the others'", 12, _pupils[10..14]), _lead, from);
        foreach (var day in DaysOf(3, from, _today.AddDays(-1)).Take(4))
        {
            _book.Complete(Session(group, day, Slots[2], _pupils[10..14]), 3, 4, "Built the marble run together.", null);
        }

        var paused = Started(Plan(SupportProgrammeKind.Bereavement, "To remember grandad and have a place for it", 8, _pupils[14]), _worker, from);
        Must(paused.Pause(_today.AddDays(-3)));
    }

    private void Wait()
    {
        Waiting(Plan(SupportProgrammeKind.SocialSkills, "To join a game at playtime", 8, _pupils[15]), SupportProgrammePriority.Urgent, _today.AddDays(-40));
        Waiting(Elsa(_pupils[16], "To talk about moving house"), SupportProgrammePriority.Routine, _today.AddDays(-5));
        Propose(Plan(SupportProgrammeKind.Nurture, "A calm start to the day", null, _pupils[17]), null, _today);
        var withdrawn = Propose(Plan(SupportProgrammeKind.CheckIn, "A good morning from the same person every day", null, _pupils[18]), _worker, _today.AddDays(-20));
        Must(withdrawn.Withdraw("The family has found support outside school", _today.AddDays(-10)));
    }

    private static SupportProgrammePlan Elsa(PupilId pupil, string purpose) => Plan(SupportProgrammeKind.Elsa, purpose, 6, pupil) with
    {
        EntryInstrument = "sdq_teacher",
        ExitInstrument = "sdq_teacher",
    };

    private static SupportProgrammePlan Plan(SupportProgrammeKind kind, string purpose, int? sessions, params PupilId[] pupils) => new()
    {
        Kind = kind,
        Priority = SupportProgrammePriority.Routine,
        PupilIds = pupils,
        TargetSessions = sessions,
        MinutesPerWeek = 30,
        Purpose = purpose,
    };

    private SupportProgramme Propose(SupportProgrammePlan plan, StaffId? practitioner, DateOnly on)
    {
        var made = SupportProgramme.Propose(demo.TrustId, demo.SchoolId, plan, practitioner, _senco, On(on), now);
        Must(made);
        db.Set<SupportProgramme>().Add(made.Value);
        return made.Value;
    }

    /// <summary>The list's days are the policy's from the day itself where the calendar knows them, and none where it does not.</summary>
    private void Waiting(SupportProgrammePlan plan, SupportProgrammePriority priority, DateOnly since)
    {
        var programme = Propose(plan with { Priority = priority }, null, since);
        if (_calendar.AddSchoolDays(since, new SupportProgrammePolicy().WaitingDays(priority)).IsSuccess)
        {
            Must(programme.Wait(On(since)));
        }
    }

    private SupportProgramme Started(SupportProgrammePlan plan, StaffId practitioner, DateOnly on)
    {
        var programme = Propose(plan, practitioner, on);
        Must(programme.Wait(On(on) with { Policy = new SupportProgrammePolicy { RoutineSchoolDays = 0 } }));
        Must(programme.Activate(on));
        return programme;
    }

    private SupportProgrammeDay On(DateOnly day) => new(day, new SupportProgrammePolicy(), new SupportSessionPolicy(), _calendar, FrozenSet<PupilId>.Empty);

    private Assessment Measure(SupportProgramme programme, PupilId pupil, DateOnly on, AssessmentPurpose purpose, int[] scores)
    {
        var instrument = BuiltInInstruments.All.Single(i => i.Code == "sdq_teacher");
        var entries = instrument.Scales.Zip(scores).ToDictionary(s => s.First.Code, s => new ScoreEntry(s.Second));
        var subject = new AssessmentSubject(demo.SchoolId, pupil, null, instrument, AssessmentRespondent.Teacher, _worker);
        var content = new AssessmentContent
        {
            AssessedOn = on,
            Purpose = purpose,
            ProgrammeId = programme.Id,
            Scores = ScoreSheet.Of(instrument, entries, null).Value,
        };
        var made = Assessment.Draft(demo.TrustId, subject, content, now);
        Must(made);
        var assessment = made.Value;
        Must(assessment.Submit(instrument, now));
        Must(assessment.Moderate(_lead, null, now));
        Must(assessment.Lock(now));
        db.Set<Assessment>().Add(assessment);
        return assessment;
    }

    /// <summary>One school day in five, so that no two of the same slot meet.</summary>
    private IEnumerable<DateOnly> DaysOf(int offset, DateOnly from, DateOnly until) =>
        _days.Index().Where(d => d.Index % 5 == offset % 5 && d.Item > from && d.Item < until).Select(d => d.Item);

    private IEnumerable<DateOnly> Coming(params int[] schoolDays) =>
        schoolDays.Select(n => _calendar.AddSchoolDays(_today, n)).Where(d => d.IsSuccess).Select(d => d.Value);

    private SupportSession Session(SupportProgramme programme, DateOnly day, TimeOnly at, params PupilId[] pupils) => Session(programme, day, at, null, pupils);

    private SupportSession Session(SupportProgramme programme, DateOnly day, TimeOnly at, SupportSessionSeries? series, params PupilId[] pupils) => _book.Plan(new SupportSessionPlan
    {
        Type = SupportProgrammeRules.SessionTypeOf(programme.Kind, pupils.Length),
        ProgrammeId = programme.Id,
        PractitionerId = programme.PractitionerId!.Value,
        StartsAt = LondonTime.InstantOf(day, at),
        PlannedMinutes = 30,
        Objective = programme.Purpose,
        ParticipantIds = [.. pupils],
    }, series);

    private static void Must<T>(Result<T> made) => Must(made.Error);

    private static void Must(Result done) => Must(done.Error);

    private static void Must(Error? refused)
    {
        if (refused is not null)
        {
            throw new InvalidOperationException($"A demo programme could not be made: {refused.Code}.");
        }
    }
}
