using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Schools;

/// <summary>What kind of organisation it is.</summary>
public enum SchoolKind
{
    /// <summary>A school, academy or pupil referral unit: it has a URN.</summary>
    School,

    /// <summary>Alternative provision without a URN of its own.</summary>
    AlternativeProvider,

    /// <summary>Arrived with a roster and not yet told what it is.</summary>
    Unclassified,
}

/// <summary>The phase of education, after the register of establishments, and special schools of any age.</summary>
public enum SchoolPhase
{
    Nursery,
    Primary,
    MiddleDeemedPrimary,
    MiddleDeemedSecondary,
    Secondary,
    SixteenPlus,
    AllThrough,
    Special,
}

/// <summary>What may be said and revised of a school.</summary>
/// <param name="Urn">Unique Reference Number, 6 digits.</param>
/// <param name="LaEstab">Local authority and establishment number, 7 digits.</param>
public sealed record SchoolDetails(string Name, SchoolKind Kind, string? Urn, string? LaEstab, SchoolPhase? Phase);

/// <summary>A school of the trust, or another place where its pupils are.</summary>
public sealed class School : AggregateRoot<SchoolId>, ISchoolOwned
{
    public const int NameMax = 200;
    public const string UrnPattern = "^[0-9]{6}$";
    public const string LaEstabPattern = "^[0-9]{7}$";

    private School(TrustId trustId, SchoolId id, DateTimeOffset now) : base(trustId, id, now) { }

    private School() { }

    public string Name { get; private set; } = "";
    public SchoolKind Kind { get; private set; }
    public string? Urn { get; private set; }
    public string? LaEstab { get; private set; }
    public SchoolPhase? Phase { get; private set; }

    SchoolId ISchoolOwned.SchoolId => Id;

    public static School Open(TrustId trustId, SchoolDetails details, DateTimeOffset now)
    {
        var school = new School(trustId, new SchoolId(Guid.CreateVersion7(now)), now);
        school.Revise(details);
        return school;
    }

    /// <summary>Replaces the details. The same details again change nothing.</summary>
    public void Revise(SchoolDetails details) =>
        (Name, Kind, Urn, LaEstab, Phase) = (details.Name, details.Kind, details.Urn, details.LaEstab, details.Phase);
}
