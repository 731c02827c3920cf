using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;

namespace PupilSupport.Application.Links;

/// <summary>What a link's address carries.</summary>
/// <param name="Secret">Random; the database has its hash.</param>
public sealed record LinkToken(TrustId TrustId, PurposeLinkId LinkId, byte[] Secret);

/// <summary>Addresses of links: sealed, so that a forged one costs no query and an address tells nothing.</summary>
public interface ILinkSecrets
{
    /// <summary>The public address of the page. It is a secret: it goes to the caller once and is kept nowhere.</summary>
    string UrlOf(LinkToken token);

    /// <summary>Null when it was not made here.</summary>
    LinkToken? Open(string text);
}
