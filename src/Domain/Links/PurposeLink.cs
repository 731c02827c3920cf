using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Links;

public readonly record struct PurposeLinkId(Guid Value) : ITypedId<PurposeLinkId>
{
    public static PurposeLinkId From(Guid value) => new(value);
}

public enum LinkStatus
{
    Open,

    /// <summary>Its one thing was done.</summary>
    Used,
    Revoked,

    /// <summary>Told by the clock; never stored.</summary>
    Expired,
}

/// <summary>What a link is for.</summary>
/// <param name="Purpose">The purpose's name.</param>
/// <param name="RecordId">The record that the purpose is about; of what kind, the purpose knows.</param>
/// <param name="PupilId">The pupil whom it concerns, if it is one.</param>
public sealed record LinkTarget(string Purpose, SchoolId SchoolId, Guid RecordId, PupilId? PupilId);

/// <summary>
/// Lets a person without an account do one thing, once, for some days. Of its secret only the hash is kept: whoever reads
/// the database can use no link.
/// </summary>
public sealed class PurposeLink : AggregateRoot<PurposeLinkId>, ISchoolOwned
{
    public const int PurposeMax = 50;

    private PurposeLink(TrustId trustId, LinkTarget target, byte[] secretHash, DateTimeOffset expiresAt, StaffId? createdById, DateTimeOffset now)
        : base(trustId, PurposeLinkId.From(Guid.CreateVersion7(now)), now)
    {
        (Purpose, SchoolId, RecordId, PupilId) = (Guard.Text(target.Purpose, PurposeMax), target.SchoolId, target.RecordId, target.PupilId);
        (SecretHash, ExpiresAt, CreatedById) = (secretHash, expiresAt, createdById);
    }

    private PurposeLink() { }

    public string Purpose { get; private set; } = "";
    public SchoolId SchoolId { get; private set; }
    public Guid RecordId { get; private set; }
    public PupilId? PupilId { get; private set; }
    public byte[] SecretHash { get; private set; } = [];
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>As stored; ask <see cref="StatusAt(DateTimeOffset)"/>.</summary>
    public LinkStatus Status { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }
    public string? RevokeReason { get; private set; }

    /// <summary>Who made it; null for a machine.</summary>
    public StaffId? CreatedById { get; private set; }

    public static PurposeLink Issue(
        TrustId trustId, LinkTarget target, byte[] secretHash, LinkPolicy policy, StaffId? createdById, DateTimeOffset now) =>
        new(trustId, target, secretHash, now.AddDays(policy.ExpireAfterDays), createdById, now);

    public LinkStatus StatusAt(DateTimeOffset now) => StatusAt(Status, ExpiresAt, now);

    public static LinkStatus StatusAt(LinkStatus stored, DateTimeOffset expiresAt, DateTimeOffset now) =>
        stored == LinkStatus.Open && expiresAt <= now ? LinkStatus.Expired : stored;

    public Result Use(DateTimeOffset now)
    {
        if (StatusAt(now) != LinkStatus.Open)
        {
            return LinkErrors.Ended.With("linkStatus", StatusAt(now));
        }

        (Status, UsedAt) = (LinkStatus.Used, now);
        return Result.Success;
    }

    public Result Revoke(string reason, DateTimeOffset now)
    {
        if (StatusAt(now) != LinkStatus.Open)
        {
            return LinkErrors.Ended.With("linkStatus", StatusAt(now));
        }

        (Status, RevokedAt, RevokeReason) = (LinkStatus.Revoked, now, Guard.Text(reason, Limits.Reason));
        return Result.Success;
    }
}

public static class LinkErrors
{
    public static readonly Error Ended = new("link-ended", ErrorKind.Conflict, "The link was used, has expired or was revoked; linkStatus says which.");
}
