using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;

namespace PupilSupport.Application.IdentityIssuers.Dtos;

/// <summary>An OpenID Connect provider whose access tokens are taken for this trust.</summary>
public sealed record IdentityIssuerDto : IVersioned
{
    /// <summary>The issuer's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Exactly the <c>iss</c> of its tokens.</summary>
    [Text(IdentityIssuer.UrlMax)]
    public required string IssuerUrl { get; init; }

    /// <summary>The <c>aud</c> that its access tokens carry for this service.</summary>
    [Text(IdentityIssuer.AudienceMax)]
    public required string Audience { get; init; }

    /// <summary>The <c>typ</c> in the header of its access tokens.</summary>
    [Text(IdentityIssuer.TokenTypeMax)]
    public required string TokenType { get; init; }

    /// <summary>The claim that names a person for ever.</summary>
    [Text(IdentityIssuer.ClaimMax)]
    public required string SubjectClaim { get; init; }

    /// <summary>Since when its tokens are refused; null while they are taken.</summary>
    public required DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<IdentityIssuer, IdentityIssuerDto>();
    }
}
