using AutoMapper;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.DataQuality;

/// <summary>What is missing or doubtful in the roster.</summary>
public enum FindingCode
{
    PupilWithoutDateOfBirth,
    PupilWithoutUpn,

    /// <summary>The UPN names a local authority that is not known.</summary>
    PupilUpnAuthorityUnknown,

    /// <summary>The UPN is temporary.</summary>
    PupilUpnTemporary,

    /// <summary>The pupil is on no roll, now or soon.</summary>
    PupilOnNoRoll,
    SchoolWithoutUrn,

    /// <summary>The organisation came with a roster and nobody has said what it is.</summary>
    SchoolUnclassified,

    /// <summary>The school has no calendar for this academic year.</summary>
    SchoolWithoutCalendar,
}

/// <summary>What kind of record a finding is about.</summary>
public enum FindingRecordKind
{
    School,
    Pupil,
}

/// <summary>A finding as a query makes it. Its code, as text, and its record name it.</summary>
internal sealed class Finding
{
    public required string Code { get; init; }
    public required SchoolId SchoolId { get; init; }
    public required Guid RecordId { get; init; }
}

/// <summary>Something in the roster that is missing or doubtful.</summary>
public sealed record FindingDto
{
    /// <summary>What was found.</summary>
    public required FindingCode Code { get; init; }

    /// <summary>What kind of record it is about.</summary>
    public FindingRecordKind RecordKind => Code < FindingCode.SchoolWithoutUrn ? FindingRecordKind.Pupil : FindingRecordKind.School;

    /// <summary>The record.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>The school that can put it right.</summary>
    public required Guid SchoolId { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Finding, FindingDto>()
            .ForMember(d => d.Code, o => o.MapFrom(f => EnumCodes<FindingCode>.Parse(f.Code)));
    }
}
