using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Recognitions;

namespace PupilSupport.Application.Recognitions.Dtos;

/// <summary>A positive note about a pupil, or about several at once.</summary>
public sealed record RecognitionDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>Who is recognised; pupils beyond the caller's reach are left out. In a list asked for one pupil only that pupil.</summary>
    [Items(Recognition.MaxPupils)]
    public required IReadOnlyList<Guid> PupilIds { get; init; }
    public required RecognitionKind Kind { get; init; }

    /// <summary>As it stands on the card.</summary>
    [Text(Recognition.TextMax)]
    public required string Text { get; init; }

    /// <summary>The pupil's own words; on the card too.</summary>
    [Text(Recognition.WordsMax)]
    public required string? PupilWords { get; init; }

    /// <summary>For colleagues; never on the card.</summary>
    [Text(Limits.Text)]
    public required string? StaffNote { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who wrote it; null when a machine did.</summary>
    public required Guid? AuthorId { get; init; }

    /// <summary>The programme that it belongs to. This and the next two are null, too, for whoever does not reach what they name.</summary>
    public required Guid? ProgrammeId { get; init; }

    /// <summary>The session in which it was.</summary>
    public required Guid? SupportSessionId { get; init; }

    /// <summary>The observation that it celebrates.</summary>
    public required Guid? ObservationId { get; init; }

    /// <summary>When the last of the cards of these pupils went home; null while any has not.</summary>
    public DateTimeOffset? SharedHomeAt { get; init; }

    /// <summary>Whose card went home, of these pupils.</summary>
    [Items(Recognition.MaxPupils)]
    public required IReadOnlyList<RecognitionShareDto> Shares { get; init; }

    /// <summary>Why it was written down so long after.</summary>
    [Text(Limits.Reason)]
    public required string? LateReason { get; init; }

    [Text(Limits.Reason)]
    public required string? VoidReason { get; init; }

    /// <summary>When it was voided; null when it stands.</summary>
    public required DateTimeOffset? VoidedAt { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(2)]
    public IReadOnlyList<RecognitionAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<Recognition, RecognitionDto>()
                .ForMember(d => d.PupilIds, o => o.MapFrom(r => r.Pupils.OrderBy(p => p.Position).Select(p => p.PupilId)))
                .ForMember(d => d.Shares, o => o.MapFrom(r => r.Pupils.Where(p => p.SharedHomeAt != null).OrderBy(p => p.Position)))
                .ForMember(d => d.SharedHomeAt, o => o.Ignore())
                .ForMember(d => d.AllowedActions, o => o.Ignore());
            CreateMap<RecognitionPupil, RecognitionShareDto>();
        }
    }
}

/// <summary>That a pupil's card went home.</summary>
public sealed record RecognitionShareDto
{
    public required Guid PupilId { get; init; }
    public required DateTimeOffset SharedHomeAt { get; init; }

    /// <summary>Who said so; null for a machine.</summary>
    public required Guid? SharedById { get; init; }
}
