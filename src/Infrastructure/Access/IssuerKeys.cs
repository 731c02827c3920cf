using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PupilSupport.Infrastructure.Access;

/// <summary>
/// The signing keys of registered issuers, by discovery. They are read again every hour, and at once when a token
/// names a key that is not there (the issuer has rotated), but not more often than twice a minute.
/// </summary>
internal sealed partial class IssuerKeys(TimeProvider time, IHostEnvironment environment, ILogger<IssuerKeys> log) : IDisposable
{
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>How long known keys are trusted while the issuer does not answer.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 1 << 20,
    };

    /// <param name="kid">The key that a token names; null when it names none.</param>
    /// <returns>The issuer's keys; none when it does not answer.</returns>
    public async Task<IReadOnlyCollection<SecurityKey>> OfAsync(string issuer, string? kid, CancellationToken ct)
    {
        var entry = _entries.GetOrAdd(issuer, _ => new Entry());
        if (!Suffices(entry, kid))
        {
            await ReadAsync(entry, issuer, kid, ct);
        }

        return entry.ReadAt + Grace > time.GetUtcNow() ? entry.Keys : [];
    }

    public void Dispose() => _http.Dispose();

    private bool Suffices(Entry entry, string? kid)
    {
        var now = time.GetUtcNow();
        var isKnown = kid is null || entry.Keys.Any(k => k.KeyId == kid);
        return (isKnown && now < entry.ReadAt + Refresh) || now < entry.TriedAt + Pause;
    }

    private async Task ReadAsync(Entry entry, string issuer, string? kid, CancellationToken ct)
    {
        await entry.Turn.WaitAsync(ct);
        try
        {
            if (Suffices(entry, kid))
            {
                return;
            }

            entry.TriedAt = time.GetUtcNow();
            var retriever = new HttpDocumentRetriever(_http) { RequireHttps = !environment.IsDevelopment() };
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(
                issuer.TrimEnd('/') + "/.well-known/openid-configuration", retriever, ct);
            if (found.Issuer != issuer)
            {
                LogOtherIssuer(issuer);
                return;
            }

            (entry.Keys, entry.ReadAt) = ([.. found.SigningKeys], entry.TriedAt);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogUnreachable(issuer, e.GetType().Name);
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1);
        public IReadOnlyCollection<SecurityKey> Keys { get; set; } = [];
        public DateTimeOffset ReadAt { get; set; }
        public DateTimeOffset TriedAt { get; set; }
    }

    [LoggerMessage(101, LogLevel.Warning, "The discovery document of {Issuer} could not be read: {ExceptionType}")]
    private partial void LogUnreachable(string issuer, string exceptionType);

    [LoggerMessage(102, LogLevel.Warning, "The discovery document of {Issuer} names another issuer")]
    private partial void LogOtherIssuer(string issuer);
}
