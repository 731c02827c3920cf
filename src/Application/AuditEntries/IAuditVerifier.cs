using PupilSupport.Domain.Common;

namespace PupilSupport.Application.AuditEntries;

public interface IAuditVerifier
{
    /// <param name="trust">Whose chain.</param>
    /// <param name="progress">Told how far it has come, now and then.</param>
    Task<AuditVerdict> VerifyAsync(TrustId trust, Action<long> progress, CancellationToken ct);
}

/// <summary>What a walk along the chain found.</summary>
/// <param name="IsIntact">Whether no break was found.</param>
/// <param name="Verified">How many entries verified, from the first.</param>
/// <param name="SignedHead">The furthest signed head that lies outside the database; null when there is none yet.</param>
/// <param name="FirstBreak">The first break; null when intact.</param>
public sealed record AuditVerdict(bool IsIntact, long Verified, long? SignedHead, AuditBreak? FirstBreak);

/// <summary>The first place where the chain does not hold.</summary>
/// <param name="Seq">The place in the chain.</param>
/// <param name="Kind">What is wrong there.</param>
public sealed record AuditBreak(long Seq, AuditBreakKind Kind);

public enum AuditBreakKind
{
    /// <summary>The entry of this place is gone.</summary>
    Missing,

    /// <summary>The entry differs from what was sealed here: changed, moved or put in.</summary>
    Altered,

    /// <summary>The chain ends before a head that was recorded.</summary>
    Truncated,
}
