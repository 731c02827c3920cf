using PupilSupport.Domain.Agencies;

namespace PupilSupport.Application.Agencies;

/// <summary>Finds agencies by terms. The database answers from the index of terms: see migration 0062.</summary>
internal static class AgencySearch
{
    // Each word costs an index range.
    private const int MaxWords = 6;

    /// <summary>
    /// Those that meet a need: that offer the service whose code it is, or have words of which each of the need's is the beginning of one. Null when it says nothing
    /// to look for.
    /// </summary>
    public static IQueryable<Agency>? Meeting(this IQueryable<Agency> agencies, IQueryable<AgencyTerm> terms, string need)
    {
        var words = AgencyTerms.Words(need);
        var said = words.Count is 0 or > MaxWords ? null : words.Select(w => Beginning(terms, w)).Aggregate(Queryable.Intersect);
        var meant = AgencyTerms.ServiceOf(need) is { } service ? Coded(terms, AgencyTerms.Of(service)) : null;

        // One set of ids, so that the terms are read first and agencies by their keys.
        return (said is not null && meant is not null ? meant.Union(said) : meant ?? said) is { } found ? agencies.Where(a => found.Contains(a.Id)) : null;
    }

    public static IQueryable<Agency> With(this IQueryable<Agency> agencies, string term) => agencies.Where(a => a.Terms.Any(t => t.Term == term));

    private static IQueryable<AgencyId> Coded(IQueryable<AgencyTerm> terms, string code) => terms.Where(t => t.Term == code).Select(t => t.AgencyId);

    // A range over the bytes of a word and neither LIKE nor text search: they are not leakproof, so row-level security would keep them off the index.
    private static IQueryable<AgencyId> Beginning(IQueryable<AgencyTerm> terms, string word)
    {
        var end = word + "\U0010FFFF";
#pragma warning disable CA1309, CA1310 // Becomes SQL: the column's collation is ordinal.
        return terms.Where(t => string.Compare(t.Term, word) >= 0 && string.Compare(t.Term, end) < 0).Select(t => t.AgencyId);
#pragma warning restore CA1309, CA1310
    }
}
