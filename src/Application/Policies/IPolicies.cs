using PupilSupport.Domain.Policies;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Policies;

/// <summary>
/// The policies in force. A rule reads the one of the day of the event that it judges, never today's: member by member
/// the school's value of that day, else the trust's, else the default. To add a policy, write a record that is an
/// <see cref="IPolicy{TSelf}"/>; it is found by scan.
/// </summary>
public interface IPolicies
{
    /// <param name="school">Null for what the trust does as a whole.</param>
    /// <param name="on">The day of the event, Europe/London.</param>
    ValueTask<T> OnAsync<T>(SchoolId? school, DateOnly on, CancellationToken ct) where T : class, IPolicy<T>, new();

    /// <summary>All schools and days at once, for lists: one query per request, whatever is asked of it.</summary>
    ValueTask<PolicyTable<T>> AllAsync<T>(CancellationToken ct) where T : class, IPolicy<T>, new();
}
