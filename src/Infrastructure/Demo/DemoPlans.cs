using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>
/// A plan of each type in force at the first school, written by the SENCo, approved by the head, signed by a parent and the key adult; some with what
/// was seen since and with their first review.
/// </summary>
internal sealed class DemoPlans(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private const int FirstPupil = 70;

    private static readonly PlanPolicy Policy = new();
    private static readonly PlanType[] Reviewed = [PlanType.PastoralSupport, PlanType.Individual, PlanType.Reintegration];

    private readonly DateTimeOffset _start = now.AddDays(-14);
    private readonly DateOnly _today = LondonTime.DateOf(now);
    private SchoolCalendar _calendar = SchoolCalendar.Empty;
    private readonly PlanApprover _head = new(demo.Staff["demo-head"], [Role.Headteacher]);

    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<Plan>().AnyAsync(ct))
        {
            return;
        }

        _calendar = await db.CalendarAsync(demo.SchoolId, ct);
        var types = Enum.GetValues<PlanType>();
        var pupils = await db.Set<Pupil>().Where(p => p.SchoolId == demo.SchoolId).OrderBy(p => p.Upn).Skip(FirstPupil).Take(types.Length + 1).Select(p => p.Id).ToArrayAsync(ct);
        var links = await db.Set<ContactLink>().Where(l => pupils.Contains(l.PupilId)).Select(l => new { l.PupilId, l.ContactId }).ToListAsync(ct);
        foreach (var (type, pupil) in types.Zip(pupils))
        {
            Add(type, pupil, links.First(l => l.PupilId == pupil).ContactId, pupils[^1]);
        }
    }

    private void Add(PlanType type, PupilId pupil, ContactId parent, PupilId buddy)
    {
        var (author, adult) = (demo.Staff["demo-senco"], demo.Staff["demo-support"]);
        // Told from a school day: in the holidays all its days lie a little back.
        var today = LastSchoolDay(_today.AddDays(-14))?.AddDays(14) ?? _today;
        var content = DemoPlanTexts.Of(type, today, new DemoPlanPeople(adult, author, demo.Staff["demo-teacher"], parent, buddy));
        var plan = Plan.Draft(demo.TrustId, new NewPlan(demo.SchoolId, pupil, type, adult, author, null), content, new PlanDay(_start, Policy)).Value;
        Must(plan.RequestApproval(author, _start));
        if (PlanTypes.Of(type).SignOff is { } signOff)
        {
            Must(plan.Sign(new PlanSigning { As = signOff, Method = PlanSignatureMethod.OwnToken, StaffId = author }, _start.AddHours(1)));
        }

        Must(plan.Approve(_head, "Clear and kind.", null, _start.AddHours(2)));
        Must(plan.Sign(new PlanSigning { As = PlanSignatory.Parent, Method = PlanSignatureMethod.Attested, ContactId = parent, AttestedById = author }, _start.AddDays(1)));
        Must(plan.Sign(new PlanSigning { As = PlanSignatory.KeyAdult, Method = PlanSignatureMethod.OwnToken, StaffId = adult }, _start.AddDays(1)));
        if (type == PlanType.Peep)
        {
            // The deputy has not: what is missing is told.
            Must(plan.Sign(new PlanSigning { As = PlanSignatory.EvacuationAssistant, Method = PlanSignatureMethod.OwnToken, StaffId = adult }, _start.AddDays(1)));
        }

        db.Set<Plan>().Add(plan);

        // Out of term there is nothing to count from: the plan is in force and has no cycle.
        _ = plan.KeepCycle(Terms(type, LondonTime.DateOf(_start)));
        plan.KeepDrills(DrillTerms);
    }

    private static NewPlanDrill Drill(Plan plan) => new()
    {
        HeldOn = plan.StartsOn,
        Route = "Studio, first floor, by the east landing",
        AssistantIds = [plan.OwnerId],
        Minutes = 6,
        Outcome = PlanDrillOutcome.WorkedWithProblems,
        Problems = "The evacuation chair stood behind a table.",
        RecordedById = plan.OwnerId,
    };

    /// <summary>What was seen since and the first reviews, once the plans are stored.</summary>
    public async Task ReviewAsync(CancellationToken ct)
    {
        if (await db.Set<PlanReview>().AnyAsync(ct))
        {
            return;
        }

        _calendar = await db.CalendarAsync(demo.SchoolId, ct);
        var plans = await db.Set<Plan>().Where(p => (Reviewed.Contains(p.Type) && p.CycleNumber == 1 && p.Status == PlanStatus.Active) || p.Type == PlanType.Peep).ToListAsync(ct);
        var ids = plans.Select(p => p.Id).ToList();
        await db.Set<PlanVersion>().Where(v => ids.Contains(v.PlanId)).LoadAsync(ct);
        await db.Set<PlanCycle>().Where(c => ids.Contains(c.PlanId)).LoadAsync(ct);
        foreach (var plan in plans.Where(p => p.Type == PlanType.Peep))
        {
            db.Set<PlanDrill>().Add(plan.RecordDrill(Drill(plan), [], DrillTerms, now).Value);
        }

        foreach (var plan in plans.Where(p => p.Type != PlanType.Peep))
        {
            if (LastSchoolDay(_today.AddDays(-1)) is { } day && day >= plan.CycleStartedOn)
            {
                Review(plan, day);
            }
        }
    }

    private void Review(Plan plan, DateOnly day)
    {
        var target = plan.InForceContent()!.Targets[0].Id!.Value;
        var at = LondonTime.InstantOf(day, new TimeOnly(15, 30));
        var entry = new NewPlanEntry
        {
            Kind = PlanEntryKind.Progress,
            On = day,
            TargetId = target,
            Measure = "4 of 6",
            AuthorId = plan.OwnerId,
            Text = "Asked for a break by herself, before the noise.",
        };
        db.Set<PlanEntry>().Add(PlanEntry.Record(plan, entry, at).Value);
        var review = new NewPlanReview
        {
            ReviewedOn = day,
            Attendees = ["Mother", "Key adult", "SENCo"],
            ParentContact = true,
            TargetOutcomes = [new PlanTargetOutcome(target, 1)],
            Decision = PlanReviewDecision.Continue,
            Note = "Calmer in the mornings; maths is still hard.",
            ById = demo.Staff["demo-senco"],
        };
        if (plan.Review(review, Terms(plan.Type, day), [], at) is { IsSuccess: true } done)
        {
            db.Set<PlanReview>().Add(done.Value);
        }
    }

    private PlanReviewTerms Terms(PlanType type, DateOnly today) => new(Policy.ReviewWeeks(type), _calendar, today);

    private PlanDrillTerms DrillTerms => new(Policy, _calendar);

    private DateOnly? LastSchoolDay(DateOnly day) => _calendar.PreviousSchoolDayOnOrBefore(day) is { IsSuccess: true } found ? found.Value : null;

    private static void Must<T>(Result<T> result) => _ = result.Value;

    private static void Must(Result result)
    {
        if (!result.IsSuccess)
        {
            throw new InvalidOperationException($"A demo plan is refused: {result.Error.Code}.");
        }
    }
}
