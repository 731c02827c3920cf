using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Documents;

/// <summary>A document to be issued. Which members it has depends on its kind, as docs/documents.md lists them.</summary>
public abstract record DocumentRequest
{
    /// <summary>What it is to be made of.</summary>
    public required DocumentKind Kind { get; init; }
    public required DocumentFileFormat Format { get; init; }

    /// <summary>The one record that it is made of or that a list is about.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>Of a plan, its version; without it the one in force, or else the one in review.</summary>
    [Range(1, Plan.MaxVersions)]
    public int? VersionNumber { get; init; }

    /// <summary>Of what kind that record is, for <c>attachment_list</c>.</summary>
    public AttachmentRecordKind? RecordKind { get; init; }

    /// <summary>The pupil that it is about; of a list, only what concerns this pupil.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>The school.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>Of a list of pupils, only those who are in this class today.</summary>
    public Guid? ClassId { get; init; }

    /// <summary>Of a list, only what belongs to this member of staff: tasks to do, actions in the audit, documents issued.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>Of a list of tasks, only those of this role's holders.</summary>
    public Role? Team { get; init; }

    /// <summary>The day, Europe/London; of a month any of its days.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The first day, included; of tasks, of those when they are due.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included, as <c>from</c>; of a list at most 400 days in all.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Of a document that leaves the school, with whom it is shared and by what right, when not as usual.</summary>
    public DocumentSharing? Sharing { get; init; }

    /// <summary>The members that depend on the kind, by their names in the contract, and whether they are given.</summary>
    internal IReadOnlyList<(string Name, bool IsGiven)> Members =>
    [
        ("recordId", RecordId is not null), ("versionNumber", VersionNumber is not null), ("recordKind", RecordKind is not null), ("pupilId", PupilId is not null),
        ("schoolId", SchoolId is not null), ("classId", ClassId is not null), ("staffId", StaffId is not null), ("team", Team is not null),
        ("on", On is not null), ("from", From is not null), ("to", To is not null), ("sharing", Sharing is not null),
    ];
}
