namespace PupilSupport.Domain.Reports;

/// <summary>
/// Keeps counts of few pupils from telling of one. It assumes a reader who knows the rules and adds and subtracts: a count is published
/// as itself or as 1 to 4 (<see cref="CountSpan"/>), whatever stands beside it; a sum is made of what is shown; what stands beside a
/// sum that is known is told only if nothing of it is small.
/// </summary>
public static class SmallCounts
{
    public const int Threshold = 5;

    /// <summary>From 1 to 4.</summary>
    public static bool IsSmall(int count) => count is > 0 and < Threshold;

    /// <summary>Whether none is small, so that nothing of them needs hiding.</summary>
    public static bool AreFree(IEnumerable<int> counts) => !counts.Any(IsSmall);
}
