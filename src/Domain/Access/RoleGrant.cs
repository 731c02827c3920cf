using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Access;

/// <summary>Year groups, both ends included. 0 is Reception, -1 and -2 nursery.</summary>
public sealed record YearGroupSpan(int From, int To);

/// <summary>To whom a role is granted: a member of staff or a machine client, never both.</summary>
public sealed record Grantee
{
    private Grantee(StaffId? staffId, ApiClientId? clientId) => (StaffId, ClientId) = (staffId, clientId);

    public StaffId? StaffId { get; }
    public ApiClientId? ClientId { get; }

    public static Grantee Staff(StaffId id) => new(id, null);

    public static Grantee Client(ApiClientId id) => new(null, id);
}

/// <summary>One role at one school, or for the trust, between two local dates.</summary>
public sealed class RoleGrant : AggregateRoot<RoleGrantId>
{
    public const int MinYearGroup = -2;
    public const int MaxYearGroup = 14;

    private RoleGrant(TrustId trustId, RoleGrantId id, DateTimeOffset recordedAt) : base(trustId, id, recordedAt) { }

    private RoleGrant() { }

    public StaffId? StaffId { get; private set; }
    public ApiClientId? ApiClientId { get; private set; }
    public Role Role { get; private set; }

    /// <summary>Null for the whole trust.</summary>
    public SchoolId? SchoolId { get; private set; }
    public int? YearGroupFrom { get; private set; }
    public int? YearGroupTo { get; private set; }

    /// <summary>The first day, Europe/London.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day, Europe/London; null while open.</summary>
    public DateOnly? EndsOn { get; private set; }

    public YearGroupSpan? YearGroups => YearGroupFrom is { } from && YearGroupTo is { } to ? new(from, to) : null;

    /// <param name="schoolId">Null for the whole trust.</param>
    /// <param name="years">Required for a phase leader, refused for others.</param>
    public static Result<RoleGrant> Create(
        TrustId trustId,
        Grantee grantee,
        Role role,
        SchoolId? schoolId,
        YearGroupSpan? years,
        DateOnly startsOn,
        DateOnly? endsOn,
        DateTimeOffset now)
    {
        if (Refusal(grantee, role, schoolId, years, startsOn, endsOn) is { } error)
        {
            return error;
        }

        return new RoleGrant(trustId, new RoleGrantId(Guid.CreateVersion7(now)), now)
        {
            StaffId = grantee.StaffId,
            ApiClientId = grantee.ClientId,
            Role = role,
            SchoolId = schoolId,
            YearGroupFrom = years?.From,
            YearGroupTo = years?.To,
            StartsOn = startsOn,
            EndsOn = endsOn,
        };
    }

    /// <summary>Ends an open grant, or one that would end later. Nothing lengthens a grant: make a new one.</summary>
    /// <param name="lastDay">The last day on which it holds; yesterday takes it away at once. What was, stays.</param>
    /// <param name="today">The local day.</param>
    public Result End(DateOnly lastDay, DateOnly today)
    {
        if (EndsOn <= lastDay)
        {
            return RoleGrantErrors.EndsEarlier;
        }

        if (lastDay < today.AddDays(-1))
        {
            return RoleGrantErrors.EndsInThePast;
        }

        EndsOn = lastDay;
        return Result.Success;
    }

    public bool IsActiveOn(DateOnly day) => StartsOn <= day && (EndsOn is null || EndsOn >= day);

    private static Error? Refusal(
        Grantee grantee, Role role, SchoolId? schoolId, YearGroupSpan? years, DateOnly startsOn, DateOnly? endsOn) =>
        (role, schoolId, years) switch
        {
            _ when grantee.ClientId is not null && !IsForMachines(role) => RoleGrantErrors.NotForMachines,
            (Role.Teacher or Role.PhaseLead, null, _) => RoleGrantErrors.SchoolRequired,
            (Role.PhaseLead, _, null) => RoleGrantErrors.YearGroupsRequired,
            (Role.PhaseLead, _, { } span) when span.From > span.To => RoleGrantErrors.YearGroupsReversed,
            (not Role.PhaseLead, _, not null) => RoleGrantErrors.YearGroupsNotAllowed,
            _ when endsOn < startsOn => RoleGrantErrors.EndsBeforeStart,
            _ => null,
        };

    /// <summary>A machine keeps the roster or watches the trail; it never acts in a person's role.</summary>
    private static bool IsForMachines(Role role) => role is Role.MisClient or Role.Auditor;
}
