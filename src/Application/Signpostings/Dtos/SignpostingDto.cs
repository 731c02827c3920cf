using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Signpostings;

namespace PupilSupport.Application.Signpostings.Dtos;

/// <summary>A family was told about an agency, without a referral.</summary>
public sealed record SignpostingDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }

    /// <summary>The pupil's main school when it was recorded, or that at which whoever recorded it works with a pupil who has two.</summary>
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }

    /// <summary>The agency as it was named.</summary>
    public required Guid AgencyId { get; init; }

    /// <summary>The entry that is meant by now: another one when the agency was merged into it.</summary>
    public Guid CurrentAgencyId { get; init; }

    /// <summary>What that entry is called.</summary>
    [Text(AgencyContent.MaxName)]
    public string AgencyName { get; init; } = "";

    /// <summary>Who of the family was told.</summary>
    public required Guid ToldContactId { get; init; }

    /// <summary>When the family was told.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>safeguarding</c> when the agency offered anything of it or whoever recorded it said so, else <c>pastoral</c>.</summary>
    public required SensitivityLabel Label { get; init; }
    public required SignpostingStatus Status { get; init; }

    [Text(Limits.Text)]
    public required string? Note { get; init; }

    /// <summary>Why it was written down so long after.</summary>
    [Text(Limits.Reason)]
    public required string? LateReason { get; init; }

    /// <summary>When the family is to be asked what became of it, Europe/London.</summary>
    public required DateOnly? FollowUpOn { get; init; }

    /// <summary>Who recorded it; null when a machine did.</summary>
    public required Guid? RecordedById { get; init; }

    /// <summary>What became of it; null until somebody says so.</summary>
    public required SignpostingOutcome? Outcome { get; init; }

    [Text(Limits.Text)]
    public required string? OutcomeNote { get; init; }
    public required DateTimeOffset? FollowedUpAt { get; init; }

    /// <summary>Null when a machine did, or nobody yet.</summary>
    public required Guid? FollowedUpById { get; init; }

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
    public IReadOnlyList<SignpostingAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Signposting, SignpostingDto>()
            .ForMember(d => d.At, o => o.MapFrom(s => s.ToldAt))
            .ForMember(d => d.CurrentAgencyId, o => o.Ignore())
            .ForMember(d => d.AgencyName, o => o.Ignore())
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}
