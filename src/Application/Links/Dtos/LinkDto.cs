using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;

namespace PupilSupport.Application.Links.Dtos;

/// <summary>A link by which a person without an account does one thing, once. Its address is shown only when it is made.</summary>
public record LinkDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }

    /// <summary>What it is for: <c>contact-details</c>, <c>plan-signature</c> or <c>referral-answer</c>.</summary>
    [Text(PurposeLink.PurposeMax)]
    public required string Purpose { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>The record that it is about: the contact, the request for a signature, or the referral.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>The pupil whom it concerns, if it is one.</summary>
    public required Guid? PupilId { get; init; }

    /// <summary>Where it stands now.</summary>
    public required LinkStatus Status { get; init; }

    /// <summary>From when on it does not work.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When its one thing was done; null until then.</summary>
    public required DateTimeOffset? UsedAt { get; init; }

    /// <summary>When it was revoked; null when it was not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Why it was revoked.</summary>
    [Text(Limits.Reason)]
    public required string? RevokeReason { get; init; }

    /// <summary>Who made it; null for a machine.</summary>
    public required Guid? CreatedById { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    internal LinkDto At(DateTimeOffset now) => this with { Status = PurposeLink.StatusAt(Status, ExpiresAt, now) };

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<PurposeLink, LinkDto>();
            CreateMap<PurposeLink, IssuedLinkDto>().ForMember(d => d.Url, o => o.Ignore());
        }
    }
}

/// <summary>A link just made.</summary>
public sealed record IssuedLinkDto : LinkDto
{
    public const int UrlMax = 500;

    /// <summary>The address to give to that person and to nobody else. It is shown this once and stored nowhere.</summary>
    [Text(UrlMax)]
    public string Url { get; init; } = "";
}
