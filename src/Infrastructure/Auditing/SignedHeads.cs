using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Auditing;

/// <summary>Where a trust's audit chain stood at a time, signed.</summary>
/// <param name="Replaces">
/// Set after a restore to an earlier time: the furthest place that had been signed until then. The heads between are void.
/// </param>
internal sealed record SignedHead(
    Guid TrustId, long Seq, string Mac, DateTimeOffset At, string KeyId, string Signature,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Replaces = null)
{
    public byte[] SignedBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"pupil-support-audit-head\n{TrustId:D}\n{Seq}\n{Mac}\n{At:O}{(Replaces is { } seq ? $"\nreplaces {seq}" : "")}"));
}

/// <summary>
/// Appends signed heads to one file per trust in <c>Audit:HeadsFolder</c>, outside the database. Ship that folder to
/// another machine: a tail cut off before the last head that left is found.
/// </summary>
internal sealed class SignedHeads(IConfiguration configuration, KeyRing keys, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _written = new();
    private readonly ConcurrentDictionary<Guid, (long Seq, byte[] Mac)> _waiting = new();
    private readonly TimeSpan _every = configuration.GetValue("Audit:HeadInterval", TimeSpan.FromSeconds(30));

    private string Folder => configuration["Audit:HeadsFolder"]
        ?? Path.Combine(configuration["Keys:Folder"] ?? throw new InvalidOperationException("Audit:HeadsFolder is not configured."), "audit-heads");

    /// <summary>Takes the trust's newest head, to be written when its turn comes.</summary>
    public void Offer(Guid trust, long seq, byte[] mac) => _waiting[trust] = (seq, mac);

    /// <summary>Writes the heads of all trusts whose last one is older than the interval.</summary>
    public async Task WriteDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var (trust, head) in _waiting)
        {
            if (!_written.TryGetValue(trust, out var last) || now - last >= _every)
            {
                await WriteAsync(trust, head.Seq, head.Mac, now, ct);
                _written[trust] = now;
                _waiting.TryRemove(KeyValuePair.Create(trust, head));
            }
        }
    }

    /// <summary>Says, signed, that the chain goes on from an earlier place than was signed: the database was restored.</summary>
    public Task ReplaceAsync(Guid trust, long seq, byte[] mac, long replaced, CancellationToken ct) =>
        WriteAsync(trust, seq, mac, clock.GetUtcNow(), ct, replaced);

    private async Task WriteAsync(Guid trust, long seq, byte[] mac, DateTimeOffset now, CancellationToken ct, long? replaces = null)
    {
        var head = new SignedHead(trust, seq, Convert.ToBase64String(mac), now, keys.KeyId, "", replaces);
        var signature = keys.Signing.SignData(head.SignedBytes(), HashAlgorithmName.SHA256);
        Directory.CreateDirectory(Folder);
        await File.AppendAllTextAsync(PathOf(trust), JsonSerializer.Serialize(head with { Signature = Convert.ToBase64String(signature) }) + "\n", ct);
    }

    /// <summary>The furthest head with a good signature, of those since the last restore; null when none was ever written here.</summary>
    /// <param name="upTo">Heads of later places do not count.</param>
    public async Task<SignedHead?> LastAsync(Guid trust, CancellationToken ct, long upTo = long.MaxValue)
    {
        if (!File.Exists(PathOf(trust)))
        {
            return null;
        }

        SignedHead? last = null;
        await foreach (var line in File.ReadLinesAsync(PathOf(trust), ct))
        {
            if (Read(line) is not { } head || head.TrustId != trust)
            {
                continue;
            }

            if (head.Replaces is not null && last?.Seq > head.Seq)
            {
                last = null;
            }

            if (head.Seq <= upTo && head.Seq >= (last?.Seq ?? 0))
            {
                last = head;
            }
        }

        return last;
    }

    private SignedHead? Read(string line)
    {
        try
        {
            var head = JsonSerializer.Deserialize<SignedHead>(line);
            return head is not null && keys.VerifyingKeys.Any(k => k.KeyId == head.KeyId
                && k.ECDsa.VerifyData(head.SignedBytes(), Convert.FromBase64String(head.Signature), HashAlgorithmName.SHA256)) ? head : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null; // A torn last line after a crash: the line before it counts.
        }
    }

    private string PathOf(Guid trust) => Path.Combine(Folder, trust.ToString("D") + ".jsonl");
}
