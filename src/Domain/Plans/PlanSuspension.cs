using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Plans;

/// <summary>A time for which a plan was suspended, once it is over. It is never changed.</summary>
public sealed class PlanSuspension : IPartOf<Plan>
{
    internal PlanSuspension(Plan plan, DateTimeOffset suspendedAt, DateTimeOffset endedAt, string reason) =>
        (TrustId, PlanId, Id, SuspendedAt, EndedAt, Reason) = (plan.TrustId, plan.Id, Guid.CreateVersion7(endedAt), suspendedAt, endedAt, reason);

    private PlanSuspension() { }

    public TrustId TrustId { get; private set; }
    public PlanId PlanId { get; private set; }
    public Guid Id { get; private set; }
    public DateTimeOffset SuspendedAt { get; private set; }

    /// <summary>When it was resumed, closed or superseded.</summary>
    public DateTimeOffset EndedAt { get; private set; }
    public string Reason { get; private set; } = "";

    Guid IPart.RootId => PlanId.Value;
}

/// <summary>On which days a plan that has begun is in force: on those at whose end it is. It counts from the day on which it is suspended or ended, and again from the day on which it is resumed.</summary>
/// <param name="EndedAt">When it was closed or superseded.</param>
/// <param name="SuspendedAt">Since when it is suspended.</param>
/// <param name="Over">The suspensions that are over.</param>
public sealed record PlanForce(DateTimeOffset? EndedAt, DateTimeOffset? SuspendedAt, IReadOnlyCollection<PlanPause> Over)
{
    public bool Includes(DateOnly day)
    {
        var end = LondonTime.StartOf(day.AddDays(1));
        return !(EndedAt < end) && !(SuspendedAt < end) && !Over.Any(p => p.From < end && p.To >= end);
    }
}

/// <summary>A suspension that is over.</summary>
public readonly record struct PlanPause(DateTimeOffset From, DateTimeOffset To);

/// <content>Its suspensions.</content>
public sealed partial class Plan
{
    private readonly List<PlanSuspension> _suspensions = [];

    /// <summary>Since when it is suspended; null while it is not.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>Those that are over and loaded: for what is done here, none.</summary>
    public IReadOnlyList<PlanSuspension> Suspensions => _suspensions;

    public Result Suspend(string reason, DateTimeOffset now)
    {
        var moved = Move(PlanAction.Suspend);
        if (moved.IsSuccess)
        {
            (StateReason, SuspendedAt) = (Guard.Text(reason, Limits.Reason), now);
        }

        return moved;
    }

    public Result Resume(DateTimeOffset now)
    {
        var moved = Move(PlanAction.Resume);
        if (moved.IsSuccess)
        {
            EndSuspension(now);
            StateReason = null;
        }

        return moved;
    }

    /// <summary>Keeps what is over, whatever ends it; two servers' clocks may differ by a little.</summary>
    private void EndSuspension(DateTimeOffset now)
    {
        if (SuspendedAt is { } since)
        {
            _suspensions.Add(new PlanSuspension(this, since, now > since ? now : since, StateReason!));
            SuspendedAt = null;
        }
    }
}
