using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;

namespace PupilSupport.Application.InformationShares.Dtos;

/// <summary>What was shared about a pupil, or was not: with whom, by what right and by whose decision.</summary>
public sealed record InformationShareDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }

    /// <summary>The pupil's school when it was recorded.</summary>
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }
    public required InformationShareStatus Status { get; init; }
    public required InformationShareDecision Decision { get; init; }

    /// <summary>What was shared or asked for.</summary>
    [Text(Limits.Text)]
    public required string What { get; init; }

    /// <summary>With whom it was shared, or who asked.</summary>
    [Text(InformationShare.ToMax)]
    public required string To { get; init; }

    /// <summary>Why it was shared or refused.</summary>
    [Text(Limits.Text)]
    public required string Reason { get; init; }

    /// <summary>UK GDPR, Article 6(1); null only when it was refused.</summary>
    public required Article6Basis? Article6 { get; init; }

    /// <summary>UK GDPR, Article 9(2).</summary>
    public required Article9Condition? Article9 { get; init; }

    /// <summary>Data Protection Act 2018, Schedule 1.</summary>
    public required Schedule1Condition? Schedule1 { get; init; }

    /// <summary>Who named what its basis lacked, afterwards.</summary>
    public required Guid? BasisCompletedById { get; init; }
    public required DateTimeOffset? BasisCompletedAt { get; init; }
    public required InformationShareMethod? Method { get; init; }

    /// <summary>When it was shared or refused.</summary>
    public required DateTimeOffset SharedAt { get; init; }

    /// <summary>Why it was written down so long after.</summary>
    [Text(Limits.Reason)]
    public required string? LateReason { get; init; }

    /// <summary>That of the most sensitive of what was shared.</summary>
    public required SensitivityLabel Label { get; init; }

    /// <summary>The document that left.</summary>
    public required Guid? DocumentId { get; init; }

    /// <summary>With which agency of the directory.</summary>
    public required Guid? AgencyId { get; init; }

    /// <summary>For which referral.</summary>
    public required Guid? ReferralId { get; init; }

    /// <summary>Records of the pupil that were shared.</summary>
    [Items(InformationShare.MaxRecords)]
    public required IReadOnlyList<Guid> RecordIds { get; init; }

    /// <summary>Whose decision it was; null for a machine.</summary>
    public required Guid? DecidedById { get; init; }

    [Text(Limits.Reason)]
    public required string? VoidReason { get; init; }

    /// <summary>When it was voided; null when it stands.</summary>
    public required DateTimeOffset? VoidedAt { get; init; }

    /// <summary>What is missing in it.</summary>
    [Items(1)]
    public IReadOnlyList<InformationShareFinding> Findings { get; init; } = [];

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(2)]
    public IReadOnlyList<InformationShareAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<InformationShare, InformationShareDto>()
            .ForMember(d => d.Findings, o => o.Ignore())
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}
