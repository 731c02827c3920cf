using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils.Dtos;

/// <summary>A pupil's time on one school's roll.</summary>
public sealed record EnrolmentDto : IVersioned, ISchoolScoped
{
    /// <summary>The enrolment's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The pupil.</summary>
    public required Guid PupilId { get; init; }

    /// <summary>The school.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>How the pupil is on the roll.</summary>
    public required EnrolmentKind Kind { get; init; }

    /// <summary>The first day on the roll.</summary>
    public required DateOnly AdmittedOn { get; init; }

    /// <summary>The last day on the roll; null while open.</summary>
    public required DateOnly? LeftOn { get; init; }

    /// <summary>Why the pupil left; null when nobody said.</summary>
    [Text(Enrolment.LeavingReasonMax)]
    public required string? LeavingReason { get; init; }

    /// <summary>Where it stands today.</summary>
    public required EnrolmentStatus Status { get; init; }

    /// <summary>The pupil's version, raised by every change to the pupil or its enrolments; also the ETag.</summary>
    public required int Version { get; init; }

    internal static EnrolmentDto Of(Enrolment e, DateOnly today, int version) => new()
    {
        Id = e.Id.Value,
        PupilId = e.PupilId.Value,
        SchoolId = e.SchoolId.Value,
        Kind = e.Kind,
        AdmittedOn = e.AdmittedOn,
        LeftOn = e.LeftOn,
        LeavingReason = e.LeavingReason,
        Status = e.StatusOn(today),
        Version = version,
    };
}
