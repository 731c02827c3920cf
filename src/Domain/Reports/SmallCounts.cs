using PupilSupport.Domain.Pupils;

namespace PupilSupport.Domain.Reports;

/// <summary>
/// Keeps counts of few pupils from telling of one, also where these have many places (<see cref="PlaceCount"/>). It assumes a reader who knows the rules and adds and subtracts: a count is published
/// as itself or as 1 to 4 (<see cref="CountSpan"/>), whatever stands beside it; a sum is made of what is shown; what stands beside a
/// sum that is known is told only if nothing of it is small.
/// </summary>
public static class SmallCounts
{
    public const int Threshold = 5;

    /// <summary>From 1 to 4.</summary>
    public static bool IsSmall(int count) => count is > 0 and < Threshold;

    /// <summary>Whether these are 1 to 4 pupils; each counts once, however often it is there.</summary>
    public static bool AreFew(IEnumerable<PupilId> pupils)
    {
        Span<PupilId> known = stackalloc PupilId[Threshold];
        var count = 0;
        foreach (var pupil in pupils)
        {
            if (!known[..count].Contains(pupil))
            {
                known[count++] = pupil;
            }

            if (count == Threshold)
            {
                return false;
            }
        }

        return count > 0;
    }

    /// <summary>Whether none is small, so that nothing of them needs hiding.</summary>
    public static bool AreFree(IEnumerable<int> counts) => !counts.Any(IsSmall);
}
