using PupilSupport.Domain.Agencies;

namespace PupilSupport.Application.Agencies;

/// <summary>Finds agencies by terms. The database answers from the index of terms: see migration 0062.</summary>
internal static class AgencySearch
{
    // Each word costs an index range.
    private const int MaxWords = 6;

    /// <summary>Those that meet a need: the code of a service, or words of which each is the beginning of one of theirs. Null when it says nothing to look for.</summary>
    public static IQueryable<Agency>? Meeting(this IQueryable<Agency> agencies, string need)
    {
        if (Domain.Common.EnumCodes<SupportService>.TryParse(need.Trim(), out var service))
        {
            return agencies.With(AgencyTerms.Of(service));
        }

        var words = AgencyTerms.Words(need);
        return words.Count is 0 or > MaxWords ? null : words.Aggregate(agencies, Beginning);
    }

    public static IQueryable<Agency> With(this IQueryable<Agency> agencies, string term) => agencies.Where(a => a.Terms.Any(t => t.Term == term));

    // A range over the bytes of a word and neither LIKE nor text search: they are not leakproof, so row-level security would keep them off the index.
    private static IQueryable<Agency> Beginning(IQueryable<Agency> agencies, string word)
    {
        var end = word + "\U0010FFFF";
#pragma warning disable CA1309, CA1310 // Becomes SQL: the column's collation is ordinal.
        return agencies.Where(a => a.Terms.Any(t => string.Compare(t.Term, word) >= 0 && string.Compare(t.Term, end) < 0));
#pragma warning restore CA1309, CA1310
    }
}
