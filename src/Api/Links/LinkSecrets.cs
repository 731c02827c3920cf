using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PupilSupport.Api.Security;
using PupilSupport.Application.Links;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Api.Links;

/// <summary>Seals trust, link and secret into one text, with a key that is not in the database.</summary>
internal sealed class LinkSecrets(KeyRing keys, IOptions<AuthOptions> options) : ILinkSecrets
{
    public const string Path = "/links";

    private const int IdSize = 16;
    private const int MaxText = 200;

    private readonly SealedBox _box = new(keys.Derive("links"));

    public string UrlOf(LinkToken token)
    {
        byte[] plain = [.. token.TrustId.Value.ToByteArray(), .. token.LinkId.Value.ToByteArray(), .. token.Secret];
        return $"{options.Value.Issuer.TrimEnd('/')}{Path}/{Base64Url.EncodeToString(_box.Seal(plain))}";
    }

    public LinkToken? Open(string text)
    {
        if (text.Length > MaxText || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            var plain = _box.Open(Base64Url.DecodeFromChars(text));
            return new LinkToken(new TrustId(new Guid(plain.AsSpan(0, IdSize))), new PurposeLinkId(new Guid(plain.AsSpan(IdSize, IdSize))), plain[(2 * IdSize)..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
