using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Dtos;

/// <summary>How the day on which a pupil is to be assessed again stands to today.</summary>
public enum AssessmentDueState
{
    /// <summary>Nobody asks for it, a later one was made, or this one does not count.</summary>
    None,
    Upcoming,

    /// <summary>Within the days that the school's policy sets.</summary>
    Due,
    Overdue,
}

/// <summary>One assessment of one pupil.</summary>
public sealed record AssessmentDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }

    /// <summary>The instrument's code.</summary>
    [Text(Domain.Assessments.Instrument.CodeMax)]
    public required string Instrument { get; init; }

    [Text(Domain.Assessments.Instrument.NormVersionMax)]
    public required string NormVersion { get; init; }
    public required AssessmentRespondent Respondent { get; init; }
    public required AssessmentPurpose Purpose { get; init; }

    /// <summary>The programme whose course it measures.</summary>
    public required Guid? ProgrammeId { get; init; }
    public required DateOnly AssessedOn { get; init; }
    public required AssessmentStatus Status { get; init; }

    /// <summary>By scale, in the order of the instrument; null where too few items were answered.</summary>
    public IReadOnlyDictionary<string, decimal?> Scores => Scales.ToDictionary(s => s.Scale, s => s.Score);

    /// <summary>What the scales add up to; null when the instrument has no total, or a part of it is missing or not valid.</summary>
    public required decimal? Total { get; init; }

    /// <summary>The band of each score that has one, and of the total under <c>total</c>; the instrument has their titles.</summary>
    [Text(InstrumentScale.CodeMax)]
    public IReadOnlyDictionary<string, string> Bands => Scales.Select(s => (s.Scale, s.Band)).Append((Domain.Assessments.Instrument.TotalCode, TotalBand))
        .Where(b => b.Item2 is not null).ToDictionary(b => b.Item1, b => b.Item2!);

    /// <summary>The same by scale, with what was pro-rated.</summary>
    [Items(Domain.Assessments.Instrument.MaxScales)]
    public required IReadOnlyList<ScaleScoreDto> Scales { get; init; }

    /// <summary>The band of the total.</summary>
    [Text(InstrumentScale.CodeMax)]
    public required string? TotalBand { get; init; }

    [Text(InstrumentScale.CodeMax)]
    public required string? ScaleReached { get; init; }

    [Text(Limits.Text)]
    public required string? Note { get; init; }

    /// <summary>When the pupil is to be assessed again.</summary>
    public required DateOnly? ReviewDueOn { get; init; }

    /// <summary>How that stands to today.</summary>
    public AssessmentDueState DueState { get; init; }

    /// <summary>Who made it.</summary>
    public required Guid AssessedById { get; init; }
    public required DateTimeOffset? SubmittedAt { get; init; }
    public required Guid? ModeratedById { get; init; }
    public required DateTimeOffset? ModeratedAt { get; init; }

    [Text(Limits.Text)]
    public required string? ModerationNote { get; init; }

    /// <summary>Why it was last handed back; null once it was submitted again.</summary>
    [Text(Limits.Reason)]
    public required string? ReturnReason { get; init; }
    public required DateTimeOffset? LockedAt { get; init; }

    [Text(Limits.Reason)]
    public required string? VoidReason { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(6)]
    public IReadOnlyList<AssessmentAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<AssessmentScore, ScaleScoreDto>();
            CreateMap<Assessment, AssessmentDto>()
                .ForMember(d => d.Scales, o => o.MapFrom(a => a.Scores.OrderBy(s => s.Position)))
                .ForMember(d => d.Scores, o => o.Ignore())
                .ForMember(d => d.Bands, o => o.Ignore())
                .ForMember(d => d.DueState, o => o.Ignore())
                .ForMember(d => d.AllowedActions, o => o.Ignore());
        }
    }
}

/// <summary>The score of one scale.</summary>
public sealed record ScaleScoreDto
{
    [Text(InstrumentScale.CodeMax)]
    public required string Scale { get; init; }

    /// <summary>Null where too few items were answered.</summary>
    public required decimal? Score { get; init; }

    /// <summary>How many items were answered, where it was pro-rated.</summary>
    public required int? ItemsAnswered { get; init; }

    /// <summary>What they added up to, where it was pro-rated.</summary>
    public required int? RawSum { get; init; }

    [Text(InstrumentScale.CodeMax)]
    public required string? Band { get; init; }
}
