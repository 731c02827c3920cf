using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Staff;

/// <summary>What may be said and revised of a member of staff.</summary>
public sealed record StaffDetails(string GivenName, string FamilyName, string? PreferredGivenName, string? PreferredFamilyName, string? Email);

/// <summary>A person who works for the trust, at one or more of its schools between dates.</summary>
public sealed class StaffMember : AggregateRoot<StaffId>
{
    public const int NameMax = 100;
    public const int EmailMax = 254;

    private readonly List<StaffAssignment> _assignments = [];

    private StaffMember(TrustId trustId, StaffId id, DateTimeOffset now) : base(trustId, id, now) { }

    private StaffMember() { }

    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public string? PreferredGivenName { get; private set; }
    public string? PreferredFamilyName { get; private set; }
    public string? Email { get; private set; }

    /// <summary>Folded names for ordering.</summary>
    public string SortName { get; private set; } = "";

    public IReadOnlyCollection<StaffAssignment> Assignments => _assignments;

    public static StaffMember Register(TrustId trustId, StaffDetails details, DateTimeOffset now)
    {
        var staff = new StaffMember(trustId, new StaffId(Guid.CreateVersion7(now)), now);
        staff.Revise(details);
        return staff;
    }

    /// <summary>Replaces the details. The same details again change nothing.</summary>
    public void Revise(StaffDetails details)
    {
        (GivenName, FamilyName, Email) = (details.GivenName, details.FamilyName, details.Email);
        (PreferredGivenName, PreferredFamilyName) = (details.PreferredGivenName, details.PreferredFamilyName);
        SortName = FoldedName.ForSorting(FamilyName, GivenName);
    }

    /// <summary>Whether this person works at the school on that day.</summary>
    public bool WorksAt(SchoolId school, DateOnly on) => _assignments.Any(a => a.SchoolId == school && a.Covers(on));

    public Result<StaffAssignment> Assign(SchoolId school, string jobRole, DateOnly startsOn, DateOnly? endsOn, DateTimeOffset now)
    {
        if (endsOn < startsOn)
            return StaffErrors.EndsBeforeStart.At("/endsOn");
        if (_assignments.Any(a => a.SchoolId == school && a.JobRole == jobRole && a.Overlaps(startsOn, endsOn)))
            return StaffErrors.AssignmentOverlaps;
        var assignment = new StaffAssignment(TrustId, Id, school, jobRole, startsOn, endsOn, now);
        _assignments.Add(assignment);
        return assignment;
    }

    public Result EndAssignment(StaffAssignmentId id, DateOnly endsOn)
    {
        var assignment = _assignments.SingleOrDefault(a => a.Id == id);
        if (assignment is null)
            return StaffErrors.UnknownAssignment;
        return assignment.End(endsOn);
    }
}
