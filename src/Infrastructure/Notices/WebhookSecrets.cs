using System.Security.Cryptography;
using System.Text;
using PupilSupport.Application.NotificationWebhooks;
using PupilSupport.Domain.Notices;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>Makes, keeps and uses the secrets of Standard Webhooks 1.0.0. They lie in the database under a key that does not.</summary>
internal sealed class WebhookSecrets(KeyRing keys) : IWebhookSecrets
{
    public const string Prefix = "whsec_";

    private const int Length = 32;

    private readonly SealedBox _box = new(keys.Derive("webhook-secrets"));

    /// <remarks>Without a plus, which JSON writes as an escape: what is shown raw can be copied as it is.</remarks>
    public (string Text, byte[] Sealed) Create(NotificationWebhookId webhook)
    {
        byte[] secret;
        string text;
        do
        {
            secret = RandomNumberGenerator.GetBytes(Length);
            text = Convert.ToBase64String(secret);
        }
        while (text.Contains('+'));

        return (Prefix + text, _box.Seal(secret, webhook.Value.ToByteArray()));
    }

    /// <summary>Null when it does not open: the master key is another one, or somebody has changed the row.</summary>
    public byte[]? Open(byte[] stored, NotificationWebhookId webhook)
    {
        try
        {
            return _box.Open(stored, webhook.Value.ToByteArray());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The signature header: one signature for each secret.</summary>
    /// <param name="id">The message's id, the same at every attempt.</param>
    /// <param name="timestamp">Unix seconds of this attempt.</param>
    public static string Sign(IEnumerable<byte[]> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.")), .. body];
        return string.Join(' ', secrets.Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(s, signed))));
    }
}
