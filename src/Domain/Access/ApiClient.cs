using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Access;

public enum ApiClientKind
{
    /// <summary>Acts as a member of staff, with that person's role grants.</summary>
    Person,

    /// <summary>Acts for itself, with role grants of its own.</summary>
    Machine,
}

/// <summary>A program that may ask for access tokens, and the most that its tokens may carry.</summary>
public sealed class ApiClient : AggregateRoot<ApiClientId>
{
    public const int NameMax = 100;
    public const int ClientIdMax = 100;

    /// <summary>Two live at once: the new one is in use before the old one goes.</summary>
    public const int MaxLiveSecrets = 2;

    public const int MaxKeys = 4;

    private readonly List<ClientSecret> _secrets = [];
    private readonly List<ClientKey> _keys = [];

    private ApiClient(TrustId trustId, ApiClientId id, DateTimeOffset recordedAt) : base(trustId, id, recordedAt) { }

    private ApiClient() { }

    /// <summary>The OAuth <c>client_id</c>; unique among all trusts.</summary>
    public string ClientId { get; private set; } = "";
    public string Name { get; private set; } = "";
    public ApiClientKind Kind { get; private set; }

    /// <summary>As whom a person's client acts.</summary>
    public StaffId? StaffId { get; private set; }

    public IReadOnlyList<string> Scopes { get; private set; } = [];

    public DateTimeOffset? DisabledAt { get; private set; }

    public IReadOnlyCollection<ClientSecret> Secrets => _secrets;

    public IReadOnlyCollection<ClientKey> Keys => _keys;

    public static ApiClient ForMachine(TrustId trustId, string name, IEnumerable<string> scopes, DateTimeOffset now) =>
        Create(trustId, null, name, ApiClientKind.Machine, null, scopes, now);

    /// <summary>A client with a name of its own choosing; only demo data has such.</summary>
    public static ApiClient ForDemo(
        TrustId trustId, string clientId, string name, StaffId? actsAs, IEnumerable<string> scopes, DateTimeOffset now) =>
        Create(trustId, clientId, name, actsAs is null ? ApiClientKind.Machine : ApiClientKind.Person, actsAs, scopes, now);

    /// <summary>A demo client may ask for all that its role may do in this version of the program.</summary>
    public void FollowRole(IEnumerable<string> scopes)
    {
        string[] now = [.. scopes.Distinct().Order(StringComparer.Ordinal)];
        Scopes = Scopes.SequenceEqual(now) ? Scopes : now;
    }

    /// <summary>Adds a secret. When two are live already, the older ends at once.</summary>
    /// <param name="hash">SHA-256 of the secret.</param>
    public Result AddSecret(byte[] hash, DateTimeOffset now)
    {
        if (DisabledAt is not null)
        {
            return ApiClientErrors.Disabled;
        }

        var live = _secrets.Where(s => s.IsLiveAt(now)).OrderByDescending(s => s.CreatedAt).ToList();
        live.Skip(MaxLiveSecrets - 1).ToList().ForEach(s => s.Expire(now));
        _secrets.Add(new ClientSecret(TrustId, Id, hash, now));
        return Result.Success;
    }

    /// <summary>Adds a public key for <c>private_key_jwt</c>.</summary>
    /// <param name="kid">Its key id, unique for the client.</param>
    /// <param name="jwk">The public JWK.</param>
    public Result AddKey(string kid, string jwk, DateTimeOffset now)
    {
        if (DisabledAt is not null)
        {
            return ApiClientErrors.Disabled;
        }

        if (_keys.Count >= MaxKeys)
        {
            return ApiClientErrors.TooManyKeys;
        }

        if (_keys.Exists(k => k.Kid == kid))
        {
            return ApiClientErrors.DuplicateKey;
        }

        _keys.Add(new ClientKey(TrustId, Id, kid, jwk, now));
        return Result.Success;
    }

    /// <summary>For good: tokens already issued stop within a minute.</summary>
    public Result Disable(DateTimeOffset now)
    {
        if (DisabledAt is not null)
        {
            return ApiClientErrors.Disabled;
        }

        DisabledAt = now;
        return Result.Success;
    }

    private static ApiClient Create(
        TrustId trustId, string? clientId, string name, ApiClientKind kind, StaffId? staffId, IEnumerable<string> scopes, DateTimeOffset now)
    {
        var id = new ApiClientId(Guid.CreateVersion7(now));
        return new ApiClient(trustId, id, now)
        {
            ClientId = clientId ?? id.Value.ToString("D"),
            Name = name,
            Kind = kind,
            StaffId = staffId,
            Scopes = [.. scopes.Distinct().Order(StringComparer.Ordinal)],
        };
    }
}

/// <summary>The hash of a client's secret; the secret itself is shown once and kept nowhere.</summary>
public sealed class ClientSecret : IPartOf<ApiClient>
{
    internal ClientSecret(TrustId trustId, ApiClientId apiClientId, byte[] hash, DateTimeOffset createdAt) =>
        (TrustId, ApiClientId, Id, Hash, CreatedAt) = (trustId, apiClientId, Guid.CreateVersion7(createdAt), hash, createdAt);

    private ClientSecret() { }

    public TrustId TrustId { get; private set; }
    public Guid Id { get; private set; }
    public ApiClientId ApiClientId { get; private set; }

    Guid IPart.RootId => ApiClientId.Value;

    public byte[] Hash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The instant from which it no longer holds; null while it is not replaced.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public bool IsLiveAt(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;

    internal void Expire(DateTimeOffset at) => ExpiresAt = at;
}

/// <summary>A public key with which a client signs its assertions.</summary>
public sealed class ClientKey : IPartOf<ApiClient>
{
    public const int KidMax = 100;
    public const int JwkMax = 4000;

    internal ClientKey(TrustId trustId, ApiClientId apiClientId, string kid, string jwk, DateTimeOffset createdAt) =>
        (TrustId, ApiClientId, Id, Kid, Jwk, CreatedAt) = (trustId, apiClientId, Guid.CreateVersion7(createdAt), kid, jwk, createdAt);

    private ClientKey() { }

    public TrustId TrustId { get; private set; }
    public Guid Id { get; private set; }
    public ApiClientId ApiClientId { get; private set; }

    Guid IPart.RootId => ApiClientId.Value;

    public string Kid { get; private set; } = "";
    public string Jwk { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
}
