using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Links.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanSignatures.Dtos;

/// <summary>That somebody without an account was asked, by a link, to sign one version of a plan, and what came of it.</summary>
public record PlanSignatureRequestDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>The one version that can be signed by it.</summary>
    public required int VersionNumber { get; init; }

    /// <summary>SHA-256, in hex, of the canonical bytes of that version.</summary>
    [Text(64)]
    public required string ContentHash { get; init; }
    public required PlanSignatory As { get; init; }

    /// <summary>A contact of the pupil; null for the pupil.</summary>
    public required Guid? ContactId { get; init; }

    /// <summary>Its latest link.</summary>
    public required Guid LinkId { get; init; }

    /// <summary>Where that link stands. It is revoked as soon as the version is not the one to sign any more.</summary>
    public LinkStatus LinkStatus { get; init; }

    /// <summary>From when on the link does not work.</summary>
    public DateTimeOffset LinkExpiresAt { get; init; }
    public required Guid RequestedById { get; init; }

    /// <summary>What the person has answered; null until then.</summary>
    public required PlanSignatureAnswer? Answer { get; init; }
    public required DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The name that was typed.</summary>
    [Text(Limits.Title)]
    public required string? AnsweredName { get; init; }

    /// <summary>What the person had to say.</summary>
    [Text(Limits.Text)]
    public required string? Words { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required int Version { get; init; }

    internal PlanSignatureRequestDto With(PurposeLink link, DateTimeOffset now) => this with { LinkStatus = link.StatusAt(now), LinkExpiresAt = link.ExpiresAt };

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<PlanSignatureRequest, PlanSignatureRequestDto>()
                .ForMember(d => d.As, o => o.MapFrom(r => r.SignedAs))
                .ForMember(d => d.ContentHash, o => o.MapFrom(r => Convert.ToHexStringLower(r.ContentHash)))
                .ForMember(d => d.LinkStatus, o => o.Ignore()).ForMember(d => d.LinkExpiresAt, o => o.Ignore());
            CreateMap<PlanSignatureRequest, IssuedPlanSignatureRequestDto>()
                .IncludeBase<PlanSignatureRequest, PlanSignatureRequestDto>()
                .ForMember(d => d.Url, o => o.Ignore());
        }
    }
}

/// <summary>A request just made, and the only time that its address is known.</summary>
public sealed record IssuedPlanSignatureRequestDto : PlanSignatureRequestDto
{
    /// <summary>The address to give to that person and to nobody else. It is shown this once and stored nowhere.</summary>
    [Text(IssuedLinkDto.UrlMax)]
    public string Url { get; init; } = "";
}
