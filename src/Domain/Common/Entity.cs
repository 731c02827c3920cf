namespace PupilSupport.Domain.Common;

/// <summary>A row that belongs to a trust.</summary>
public interface ITenantOwned
{
    TrustId TrustId { get; }
}

/// <summary>
/// The root of an aggregate. <see cref="Version"/> is raised by the save for every change to the root or its
/// children; it is the ETag. Times of what happened stand on the aggregate itself, never here.
/// </summary>
public abstract class AggregateRoot<TId> : IAggregateRoot where TId : struct, ITypedId<TId>
{
    protected AggregateRoot(TrustId trustId, TId id, DateTimeOffset recordedAt)
    {
        TrustId = trustId;
        Id = id;
        RecordedAt = recordedAt;
        UpdatedAt = recordedAt;
    }

    /// <summary>For the materialiser only.</summary>
    protected AggregateRoot() { }

    public TrustId TrustId { get; private set; }
    public TId Id { get; private set; }
    public int Version { get; private set; } = 1;

    /// <summary>When the server first stored it.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>When the server last stored a change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    Guid IAggregateRoot.RecordId => Id.Value;
}

public interface IAggregateRoot : ITenantOwned
{
    Guid RecordId { get; }
    int Version { get; }
}

/// <summary>A record whose changes are audited but make no event: bookkeeping that nobody mirrors.</summary>
public interface IUnannounced;

/// <summary>A record that a save makes beside its cause, whose audit entry stands for it. Changes of it are audited.</summary>
public interface IConsequence;

/// <summary>A row inside an aggregate. A change to it raises the root's version and stands in the root's audit entry.</summary>
public interface IPart : ITenantOwned
{
    Type RootType { get; }
    Guid RootId { get; }
}

/// <inheritdoc cref="IPart"/>
public interface IPartOf<TRoot> : IPart where TRoot : IAggregateRoot
{
    Type IPart.RootType => typeof(TRoot);
}

/// <summary>A record that belongs to one school, for scope checks, events and audit.</summary>
public interface ISchoolOwned
{
    Schools.SchoolId SchoolId { get; }
}

/// <summary>How sensitive a record or column is. Labels filter lists, counts, search, exports and audit alike.</summary>
public enum SensitivityLabel
{
    Standard,
    Pastoral,
    Health,
    Safeguarding,
    DslOnly,
}

/// <summary>One place of a record in one pupil's chronology.</summary>
/// <param name="PupilId">Whose chronology.</param>
/// <param name="OccurredAt">When it happened, as claimed.</param>
/// <param name="Label">The record's sensitivity.</param>
/// <param name="IsVoid">Whether the record has been voided.</param>
public sealed record ChronologyMark(Pupils.PupilId PupilId, DateTimeOffset OccurredAt, SensitivityLabel Label, bool IsVoid);

/// <summary>A record that stands in the chronology of one or more pupils. The save keeps the index in step.</summary>
public interface IChronicled : IAggregateRoot, ISchoolOwned
{
    /// <summary>Its kind, as the contract spells it (<c>support_session</c>).</summary>
    string ChronologyKind { get; }

    /// <summary>Staff who may see it as their own, whatever their reach.</summary>
    IEnumerable<Staff.StaffId> Owners { get; }

    IEnumerable<ChronologyMark> ChronologyMarks();
}
