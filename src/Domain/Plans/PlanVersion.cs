using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>
/// One version of a plan. A draft's text stands on the plan; from the request for approval on it stands here too, as the
/// bytes that are approved, signed and hashed. Frozen and withdrawn ones never change: the database refuses it.
/// </summary>
public sealed class PlanVersion : IPartOf<Plan>
{
    /// <summary>The longest text of a version as JSON, above what one request can hold.</summary>
    public const int MaxContent = 2 << 20;

    internal PlanVersion(Plan plan, int number, IEnumerable<StaffId> authors, DateTimeOffset now)
    {
        (TrustId, PlanId, Number, OpenedAt) = (plan.TrustId, plan.Id, number, now);
        AuthorIds = [.. authors.Distinct()];
    }

    private PlanVersion() { }

    public TrustId TrustId { get; private set; }
    public PlanId PlanId { get; private set; }

    /// <summary>From 1; no number is used twice.</summary>
    public int Number { get; private set; }
    public PlanVersionState State { get; private set; }

    /// <summary>Canonical JSON of its <see cref="PlanText"/>; null while it is a draft.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>SHA-256 of <see cref="Content"/>.</summary>
    public byte[]? ContentHash { get; private set; }

    /// <summary>For queries: what of it is support that runs, as JSON of a <see cref="PlanRunning"/>. Kept by the database, out of <see cref="Content"/>; null when there is none.</summary>
    public string? Running { get; private set; }

    /// <summary>For queries: the first day of what it says. Kept by the database, out of <see cref="Content"/>; null while it is a draft.</summary>
    public DateOnly? StartsOn { get; private set; }

    /// <summary>Whoever opened or edited it: none of them approves it.</summary>
    public IReadOnlyList<StaffId> AuthorIds { get; private set; } = [];
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When approval was last asked for, or when it came into force before that.</summary>
    public DateTimeOffset? RequestedAt { get; private set; }
    public StaffId? RequestedById { get; private set; }

    /// <summary>When it came into force.</summary>
    public DateTimeOffset? FrozenAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string? WithdrawReason { get; private set; }

    Guid IPart.RootId => PlanId.Value;

    /// <summary>What it says; null while it is a draft.</summary>
    public PlanText? Text() => Content is null ? null : PlanJson.Thaw(Content);

    internal void AddAuthor(StaffId author)
    {
        if (!AuthorIds.Contains(author))
        {
            AuthorIds = [.. AuthorIds, author];
        }
    }

    internal void Request(byte[] content, StaffId by, DateTimeOffset now)
    {
        Keep(content);
        (State, RequestedAt, RequestedById) = (PlanVersionState.InReview, now, by);
    }

    internal void ReturnToDraft() =>
        (State, Content, ContentHash, RequestedAt, RequestedById) = (PlanVersionState.Draft, null, null, null, null);

    internal void Freeze(DateTimeOffset now) => (State, FrozenAt) = (PlanVersionState.Frozen, now);

    internal void Withdraw(byte[] content, string reason, DateTimeOffset now)
    {
        Keep(content);
        (State, WithdrawnAt, WithdrawReason) = (PlanVersionState.Withdrawn, now, Guard.Text(reason, Limits.Reason));
    }

    private void Keep(byte[] content)
    {
        if (Content is null || !Content.AsSpan().SequenceEqual(content))
        {
            (Content, ContentHash) = (content, PlanJson.Hash(content));
        }
    }
}
