using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Links;

/// <summary>What a visitor is shown.</summary>
/// <param name="Page">Null when the link serves no more.</param>
public sealed record LinkVisit(LinkStatus Status, string School, LinkPage? Page);

/// <summary>The visitor of a link: nobody of ours. In the audit the link itself is who acts.</summary>
public static class LinkVisitor
{
    public const string ClientId = "link";

    public static ICaller Of(LinkToken token) =>
        new SystemCaller(token.TrustId, ClientId, token.LinkId.Value.ToString("D"), null, [Permissions.LinksRead, Permissions.LinksWrite]);
}

/// <summary>Finds the link of a token, and what its purpose shows of it.</summary>
internal sealed class LinkVisits(IAppDbContext db, IEnumerable<ILinkPurpose> purposes, TimeProvider clock)
{
    /// <summary>The link whose secret this is; to everybody else there is none.</summary>
    public async Task<Result<PurposeLink>> FindAsync(LinkToken token, CancellationToken ct)
    {
        var id = token.LinkId;
        return await db.Set<PurposeLink>().SingleOrDefaultAsync(l => l.Id == id, ct) is { } link
            && CryptographicOperations.FixedTimeEquals(link.SecretHash, SHA256.HashData(token.Secret))
            ? link
            : CommonErrors.NotFound;
    }

    public ILinkPurpose? PurposeOf(PurposeLink link) => purposes.FirstOrDefault(p => p.Name == link.Purpose);

    /// <summary>Without a page when the link has come to its end, or its purpose says that it serves no more.</summary>
    public async Task<LinkVisit> ShowAsync(PurposeLink link, CancellationToken ct)
    {
        var (id, status) = (link.SchoolId, link.StatusAt(clock.GetUtcNow()));
        var school = await db.Set<School>().Where(s => s.Id == id).Select(s => s.Name).SingleAsync(ct);
        var page = status is LinkStatus.Open or LinkStatus.Used && PurposeOf(link) is { } purpose ? await purpose.PageAsync(link, ct) : null;
        return new LinkVisit(status == LinkStatus.Open && page is null ? LinkStatus.Revoked : status, school, page);
    }
}
