namespace PupilSupport.Domain.Common;

/// <summary>What an external id names.</summary>
public enum ExternalIdKind
{
    School,
    Staff,
    Pupil,
    Contact,
    TeachingClass,
    Enrolment,
}

/// <summary>
/// The name that another system gives one of our records. Unique per trust, kind, school, system and value; without a
/// school it holds for the whole trust. It never changes once given.
/// </summary>
public sealed class ExternalId : IPart
{
    public const int SystemMax = 50;
    public const int ValueMax = 200;

    /// <summary>A system is named in lower case, as it stands in a path: <c>oneroster</c>, <c>arbor</c>.</summary>
    public const string SystemPattern = "^[a-z0-9][a-z0-9._-]*$";

    public ExternalId(TrustId trustId, ExternalIdKind kind, Guid recordId, Schools.SchoolId? schoolId, string system, string value, DateTimeOffset now)
    {
        (TrustId, Id, Kind, RecordId, SchoolId) = (trustId, Guid.CreateVersion7(now), kind, recordId, schoolId);
        (System, Value, RecordedAt) = (system, value, now);
    }

    private ExternalId() { }

    Guid IPart.RootId => RecordId;

    Type IPart.RootType => Kind switch
    {
        ExternalIdKind.School => typeof(Schools.School),
        ExternalIdKind.Staff => typeof(Staff.StaffMember),
        ExternalIdKind.Contact => typeof(Pupils.Contact),
        ExternalIdKind.TeachingClass => typeof(Classes.TeachingClass),
        _ => typeof(Pupils.Pupil),
    };

    public TrustId TrustId { get; private set; }
    public Guid Id { get; private set; }
    public ExternalIdKind Kind { get; private set; }

    /// <summary>The id of the school, pupil and so on. Its table depends on <see cref="Kind"/>.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>Set when the value is unique within one school only.</summary>
    public Schools.SchoolId? SchoolId { get; private set; }
    public string System { get; private set; } = "";
    public string Value { get; private set; } = "";
    public DateTimeOffset RecordedAt { get; private set; }
}
