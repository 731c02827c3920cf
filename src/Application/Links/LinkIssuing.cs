using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Links;

/// <summary>A link just made, and the only time that its address is known.</summary>
public sealed record IssuedLink(PurposeLink Link, string Url);

/// <summary>Makes links within the current unit of work. Who may have one is the feature's to say, before it asks here.</summary>
public interface ILinks
{
    /// <summary>Earlier open links for the same thing stop working.</summary>
    Task<IssuedLink> IssueAsync(LinkTarget target, CancellationToken ct);
}

internal sealed class LinkIssuing(IAppDbContext db, IPolicies policies, ILinkSecrets secrets, ICaller caller, TimeProvider clock) : ILinks
{
    private const int SecretBytes = 32;
    private const string Superseded = "A later link was made.";

    public async Task<IssuedLink> IssueAsync(LinkTarget target, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (purpose, record, pupil) = (target.Purpose, target.RecordId, target.PupilId);
        foreach (var earlier in await db.Set<PurposeLink>()
            .Where(l => l.Purpose == purpose && l.RecordId == record && l.PupilId == pupil && l.Status == LinkStatus.Open && l.ExpiresAt > now)
            .ToListAsync(ct))
        {
            earlier.Revoke(Superseded, now);
        }

        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var policy = await policies.OnAsync<LinkPolicy>(target.SchoolId, LondonTime.DateOf(now), ct);
        var link = PurposeLink.Issue(caller.TrustId, target, SHA256.HashData(secret), policy, caller.StaffId, now);
        db.Set<PurposeLink>().Add(link);
        return new IssuedLink(link, secrets.UrlOf(new LinkToken(link.TrustId, link.Id, secret)));
    }
}
