using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Policies;

public readonly record struct PolicyValueId(Guid Value) : ITypedId<PolicyValueId>
{
    public static PolicyValueId From(Guid value) => new(value);
}

/// <summary>Who sets a value, and why.</summary>
/// <param name="StaffId">Null for a machine.</param>
public sealed record PolicyAuthor(string ClientId, StaffId? StaffId, string Reason);

/// <summary>
/// The members of a policy that a trust or a school sets from a day on, until the next value of the same place. A value is
/// never changed: another for the same day takes its place as the next revision.
/// </summary>
public sealed class PolicyValue : AggregateRoot<PolicyValueId>
{
    /// <summary>In characters of JSON.</summary>
    public const int ValueMax = 10_000;

    private PolicyValue(TrustId trustId, SchoolId? schoolId, string policy, DateOnly effectiveFrom, PolicyAuthor author, DateTimeOffset now)
        : base(trustId, PolicyValueId.From(Guid.CreateVersion7(now)), now)
    {
        (SchoolId, Policy, EffectiveFrom) = (schoolId, Guard.Text(policy, PolicyHead.NameMax), effectiveFrom);
        (SetByClientId, SetByStaffId, Reason) = (author.ClientId, author.StaffId, Guard.Text(author.Reason, Limits.Reason));
    }

    private PolicyValue() { }

    /// <summary>The policy's name.</summary>
    public string Policy { get; private set; } = "";

    /// <summary>The school that it holds for; null for the trust.</summary>
    public SchoolId? SchoolId { get; private set; }

    /// <summary>The first day, Europe/London.</summary>
    public DateOnly EffectiveFrom { get; private set; }

    /// <summary>1, 2 and so on, for the same policy, place and day; the last one counts.</summary>
    public int Revision { get; private set; } = 1;
    public PolicyValueId? ReplacesId { get; private set; }

    /// <summary>The members that are set, as JSON; null when nothing is to stand at this day.</summary>
    public string? Value { get; private set; }

    /// <summary>Whether it was set for a day that had begun: it changes what past events are judged by.</summary>
    public bool IsCorrection { get; private set; }
    public string Reason { get; private set; } = "";
    public string SetByClientId { get; private set; } = "";
    public StaffId? SetByStaffId { get; private set; }

    /// <param name="value">The members as JSON; null takes away what stands at that day.</param>
    /// <param name="standing">What stands there for that very day.</param>
    /// <param name="replaces">Which one the caller means to replace.</param>
    /// <param name="correction">Whether the caller means to change what past events are judged by.</param>
    public static Result<PolicyValue> Set(
        TrustId trustId, SchoolId? schoolId, string policy, DateOnly effectiveFrom, string? value,
        PolicyValue? standing, PolicyValueId? replaces, bool correction, PolicyAuthor author, DateTimeOffset now)
    {
        var past = effectiveFrom <= LondonTime.DateOf(now);
        var stands = standing is { Value: not null };
        Error? error = standing switch
        {
            _ when past && !correction => PolicyErrors.DayHasBegun.At("/effectiveFrom"),
            _ when stands && standing!.Id != replaces => PolicyErrors.DayTaken.At("/effectiveFrom"),
            _ when !stands && replaces is not null => PolicyErrors.NothingToReplace.At("/replacesId"),
            _ when !stands && value is null => PolicyErrors.NothingToReplace.At("/value"),
            _ => null,
        };
        return error is not null ? error : new PolicyValue(trustId, schoolId, policy, effectiveFrom, author, now)
        {
            Value = Guard.OptionalText(value, ValueMax),
            Revision = (standing?.Revision ?? 0) + 1,
            ReplacesId = standing?.Id,
            IsCorrection = past,
        };
    }
}
