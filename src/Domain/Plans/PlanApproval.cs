using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>Somebody who decides on a plan, with the roles held at its school.</summary>
public sealed record PlanApprover(StaffId Id, IReadOnlyCollection<Role> Roles);

/// <summary>A decision on one version. It is never changed.</summary>
public sealed class PlanApproval : IPartOf<Plan>
{
    internal PlanApproval(Plan plan, int version, PlanDecision decision, StaffId by, Role role, string? comment, DateTimeOffset now)
    {
        (TrustId, PlanId, Id, VersionNumber) = (plan.TrustId, plan.Id, Guid.CreateVersion7(now), version);
        (Decision, ById, AsRole, At) = (decision, by, role, now);
        Comment = Guard.OptionalText(comment, Limits.Text);
    }

    private PlanApproval() { }

    public TrustId TrustId { get; private set; }
    public PlanId PlanId { get; private set; }
    public Guid Id { get; private set; }
    public int VersionNumber { get; private set; }
    public PlanDecision Decision { get; private set; }
    public StaffId ById { get; private set; }

    /// <summary>The role in which it was decided.</summary>
    public Role AsRole { get; private set; }
    public string? Comment { get; private set; }
    public DateTimeOffset At { get; private set; }

    Guid IPart.RootId => PlanId.Value;
}
