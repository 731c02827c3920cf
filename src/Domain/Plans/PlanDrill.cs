using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

public readonly record struct PlanDrillId(Guid Value) : ITypedId<PlanDrillId>
{
    public static PlanDrillId From(Guid value) => new(value);
}

/// <summary>What a drill showed.</summary>
public enum PlanDrillOutcome
{
    /// <summary>The pupil got out as the plan says.</summary>
    Worked,

    /// <summary>The pupil got out, and something is to be put right.</summary>
    WorkedWithProblems,

    /// <summary>The pupil did not get out as the plan says.</summary>
    Failed,

    /// <summary>Only of a correction: the drill that it corrects did not take place.</summary>
    NotHeld,
}

/// <summary>What somebody has to say of a drill.</summary>
public sealed record NewPlanDrill
{
    public required DateOnly HeldOn { get; init; }
    public required string Route { get; init; }
    public required IReadOnlyList<StaffId> AssistantIds { get; init; }
    public int? Minutes { get; init; }
    public required PlanDrillOutcome Outcome { get; init; }
    public string? Problems { get; init; }
    public PlanDrillId? CorrectsId { get; init; }
    public required StaffId RecordedById { get; init; }
}

/// <summary>A drill of an evacuation plan. It is never changed; another one corrects it.</summary>
public sealed class PlanDrill : AggregateRoot<PlanDrillId>, IChronicled
{
    public const string Code = "plan_drill";
    public const int MaxOfPlan = 200;
    public const int MaxMinutes = 240;

    private static readonly TimeOnly Noon = new(12, 0);

    internal PlanDrill(Plan plan, NewPlanDrill told, DateTimeOffset now) : base(plan.TrustId, PlanDrillId.From(Guid.CreateVersion7(now)), now)
    {
        (PlanId, SchoolId, PupilId, RecordedById) = (plan.Id, plan.SchoolId, plan.PupilId, told.RecordedById);
        (HeldOn, Minutes, Outcome, CorrectsId) = (told.HeldOn, told.Minutes, told.Outcome, told.CorrectsId);
        (Route, Problems) = (Guard.Text(told.Route, PlanTarget.MaxPhrase), Guard.OptionalText(told.Problems, Limits.Text));
        Guard.InRange(told.AssistantIds.Count, 0, PeepDetails.MaxAssistants);
        AssistantIds = [.. told.AssistantIds.Select(a => a.Value).Distinct()];
    }

    private PlanDrill() { }

    public PlanId PlanId { get; private set; }
    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>Europe/London.</summary>
    public DateOnly HeldOn { get; private set; }

    /// <summary>The way out that was tried.</summary>
    public string Route { get; private set; } = "";

    /// <summary>Who helped the pupil out.</summary>
    public IReadOnlyList<Guid> AssistantIds { get; private set; } = [];

    /// <summary>How long it took.</summary>
    public int? Minutes { get; private set; }
    public PlanDrillOutcome Outcome { get; private set; }
    public string? Problems { get; private set; }

    /// <summary>The drill in whose place it stands.</summary>
    public PlanDrillId? CorrectsId { get; private set; }
    public StaffId RecordedById { get; private set; }

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => [RecordedById];

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        [new ChronologyMark(PupilId, LondonTime.InstantOf(HeldOn, Noon), PlanTypes.Of(PlanType.Peep).Label, IsVoid: Outcome == PlanDrillOutcome.NotHeld)];
}

/// <summary>By what drills are counted on a day.</summary>
/// <param name="FirstWeeks">From coming into force to the first drill, by the policy.</param>
/// <param name="Weeks">From one drill to the next.</param>
/// <param name="Calendar">The school's.</param>
public sealed record PlanDrillTerms(int FirstWeeks, int Weeks, SchoolCalendar Calendar)
{
    private const int DaysOfWeek = 7;

    public PlanDrillTerms(PlanPolicy policy, SchoolCalendar calendar) : this(policy.FirstPeepDrillWeeks, policy.PeepDrillWeeks, calendar) { }

    internal DateOnly FirstDue(DateOnly heldFrom) => Due(heldFrom, FirstWeeks);

    internal DateOnly NextDue(DateOnly drillOn) => Due(drillOn, Weeks);

    /// <summary>Moved back to a school day; where the calendar does not reach so far, or all days since are holidays, the day itself.</summary>
    private DateOnly Due(DateOnly from, int weeks)
    {
        var day = from.AddDays(DaysOfWeek * weeks);
        return Calendar.PreviousSchoolDayOnOrBefore(day) is { IsSuccess: true } open && open.Value > from ? open.Value : day;
    }
}

/// <content>Its drills, for an evacuation plan.</content>
public sealed partial class Plan
{
    /// <summary>By when the next drill is to be held; null where there are none.</summary>
    public DateOnly? DrillDueOn { get; private set; }

    /// <summary>After a version has come into force: the first drill of an evacuation plan is due soon, so that the plan is tried before it is needed.</summary>
    public void KeepDrills(PlanDrillTerms terms)
    {
        if (Type == PlanType.Peep && PlanRules.IsInForce(Status) && DrillDueOn is null)
        {
            DrillDueOn = terms.FirstDue(FirstHeldOn);
        }
    }

    /// <summary>Records a drill, or corrects one; the next is due so many weeks after the last that took place.</summary>
    /// <param name="before">All drills of the plan so far.</param>
    public Result<PlanDrill> RecordDrill(NewPlanDrill told, IReadOnlyCollection<PlanDrill> before, PlanDrillTerms terms, DateTimeOffset now)
    {
        var corrected = before.Select(d => d.CorrectsId).OfType<PlanDrillId>().ToHashSet();
        var refused = told switch
        {
            _ when Type != PlanType.Peep => PlanReviewErrors.NoDrills,
            _ when !PlanRules.IsInForce(Status) => Refused(),
            _ when told.HeldOn < FirstDay() || told.HeldOn > LondonTime.DateOf(now) => PlanReviewErrors.DrillOutsidePlan.At("/heldOn"),
            { Outcome: PlanDrillOutcome.NotHeld, CorrectsId: null } => PlanReviewErrors.DrillNotHeld.At("/outcome"),
            { Outcome: not PlanDrillOutcome.Worked, Problems: null } => PlanReviewErrors.DrillProblems.At("/problems"),
            { CorrectsId: { } id } when !before.Any(d => d.Id == id) => PlanReviewErrors.DrillUnknown.At("/correctsId"),
            { CorrectsId: { } id } when corrected.Contains(id) => PlanReviewErrors.DrillCorrected,
            _ when before.Count >= PlanDrill.MaxOfPlan => PlanReviewErrors.TooManyDrills,
            _ => null,
        };
        if (refused is not null)
        {
            return refused;
        }

        var drill = new PlanDrill(this, told, now);
        var held = before.Append(drill).Where(d => d.Outcome != PlanDrillOutcome.NotHeld && !corrected.Contains(d.Id) && d.Id != told.CorrectsId).Select(d => (DateOnly?)d.HeldOn);
        DrillDueOn = held.Max() is { } last ? terms.NextDue(last) : terms.FirstDue(FirstHeldOn);
        return drill;
    }

    /// <summary>The day on which it came into force.</summary>
    private DateOnly FirstHeldOn => LondonTime.DateOf(ActivatedAt!.Value);
}
