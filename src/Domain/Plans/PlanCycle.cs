using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>From one review to the next.</summary>
public sealed class PlanCycle : IPartOf<Plan>
{
    internal PlanCycle(Plan plan, int number, DateOnly startedOn, DateOnly dueOn) =>
        (TrustId, PlanId, Number, StartedOn, DueOn) = (plan.TrustId, plan.Id, number, startedOn, dueOn);

    private PlanCycle() { }

    public TrustId TrustId { get; private set; }
    public PlanId PlanId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>A school day.</summary>
    public DateOnly StartedOn { get; private set; }

    /// <summary>By when it is reviewed; a school day.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Null while it is open.</summary>
    public DateOnly? ReviewedOn { get; private set; }

    Guid IPart.RootId => PlanId.Value;

    internal void DueBy(DateOnly day) => DueOn = day < DueOn ? day : DueOn;

    internal void Review(DateOnly day) => ReviewedOn = day;
}

/// <summary>Something that happened, because of which a plan is reviewed early. It is never changed.</summary>
public sealed class PlanReviewTrigger : IPartOf<Plan>
{
    public const int MaxOfCycle = 50;

    /// <summary>What brings the review of plans of that type forward.</summary>
    public static IReadOnlyList<PlanReviewTriggerKind> KindsOf(PlanType type) => type switch
    {
        PlanType.RiskAssessment => [PlanReviewTriggerKind.RestrictiveIntervention, PlanReviewTriggerKind.Injury, PlanReviewTriggerKind.Absconding],
        PlanType.Peep => [PlanReviewTriggerKind.RoomChange, PlanReviewTriggerKind.StaffChange, PlanReviewTriggerKind.ConditionChange],
        _ => [],
    };

    internal PlanReviewTrigger(Plan plan, NewPlanReviewTrigger told, DateOnly dueOn, DateTimeOffset now)
    {
        (TrustId, PlanId, Id, CycleNumber) = (plan.TrustId, plan.Id, Guid.CreateVersion7(now), plan.CycleNumber);
        (Kind, OccurredOn, Note) = (told.Kind, told.OccurredOn, Guard.OptionalText(told.Note, Limits.Text));
        (DueOn, ReportedById, ReportedAt) = (dueOn, told.ReportedById, now);
    }

    private PlanReviewTrigger() { }

    public TrustId TrustId { get; private set; }
    public PlanId PlanId { get; private set; }
    public Guid Id { get; private set; }
    public int CycleNumber { get; private set; }
    public PlanReviewTriggerKind Kind { get; private set; }

    /// <summary>Europe/London.</summary>
    public DateOnly OccurredOn { get; private set; }
    public string? Note { get; private set; }

    /// <summary>By when the review was due after it.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Null when the roster told it: a class or a post that has changed.</summary>
    public StaffId? ReportedById { get; private set; }
    public DateTimeOffset ReportedAt { get; private set; }

    Guid IPart.RootId => PlanId.Value;
}

/// <summary>Something that happened to somebody of whom there is a risk assessment or an evacuation plan.</summary>
/// <param name="ReportedById">Null when the roster tells it.</param>
public sealed record NewPlanReviewTrigger(PlanReviewTriggerKind Kind, DateOnly OccurredOn, string? Note, StaffId? ReportedById);
