using System.Diagnostics.CodeAnalysis;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Plans;

/// <summary>What of a plan can be written while it is a draft.</summary>
public record PlanEdit : PlanContent
{
    public PlanEdit() { }

    [SetsRequiredMembers]
    public PlanEdit(PlanContent content, StaffId? ownerId) : base(content) => OwnerId = ownerId;

    /// <summary>The pupil's key adult, a member of staff; the author when absent.</summary>
    public StaffId? OwnerId { get; init; }
}
