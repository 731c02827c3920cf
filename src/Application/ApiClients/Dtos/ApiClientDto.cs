using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;

namespace PupilSupport.Application.ApiClients.Dtos;

/// <summary>A program that may ask for access tokens. Its secrets are never shown again.</summary>
public record ApiClientDto : IVersioned
{
    /// <summary>The record's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The <c>client_id</c> of the token endpoint.</summary>
    [Text(ApiClient.ClientIdMax)]
    public required string ClientId { get; init; }

    /// <summary>What it is called.</summary>
    [Text(ApiClient.NameMax)]
    public required string Name { get; init; }

    /// <summary>Whether it acts for itself or as a member of staff.</summary>
    public required ApiClientKind Kind { get; init; }

    /// <summary>As whom it acts; null for a machine.</summary>
    public required Guid? StaffId { get; init; }

    /// <summary>The most that its tokens may carry.</summary>
    [Items(500, Text = 100)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Since when it gets no more tokens; null while it does.</summary>
    public required DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<ApiClient, ApiClientDto>();
            CreateMap<ApiClient, IssuedApiClientDto>().ForMember(d => d.ClientSecret, o => o.Ignore());
        }
    }
}

/// <summary>A client with its new secret, which is shown this once and stored nowhere in clear.</summary>
public sealed record IssuedApiClientDto : ApiClientDto
{
    /// <summary>The <c>client_secret</c>: 256 random bits. Keep it where secrets are kept.</summary>
    [Text(100)]
    public string ClientSecret { get; init; } = "";
}
