using PupilSupport.Domain.Access;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Tasks;

/// <summary>Who is to do a task: one member of staff, or all who hold a role at its school, so that nobody's absence hides it.</summary>
public sealed record Assignee
{
    private Assignee(StaffId? ownerId, Role? team) => (OwnerId, Team) = (ownerId, team);

    public StaffId? OwnerId { get; }
    public Role? Team { get; }

    public static Assignee Staff(StaffId id) => new(id, null);

    public static Assignee TeamOf(Role role) => new(null, role);
}
