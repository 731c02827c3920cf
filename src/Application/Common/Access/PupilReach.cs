using System.Collections.Immutable;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Common.Access;

/// <summary>
/// The pupils that a permission reaches: the union of its parts. Every query for pupils, or for what belongs to them,
/// narrows by this and by nothing else.
/// </summary>
/// <param name="WholeTrust">Every pupil of the trust.</param>
/// <param name="Schools">Every pupil enrolled at these schools.</param>
/// <param name="OwnClassesAt">At these schools, the pupils of classes that the caller teaches.</param>
/// <param name="YearGroups">The pupils of these year groups.</param>
public sealed record PupilReach(
    bool WholeTrust,
    ImmutableHashSet<SchoolId> Schools,
    ImmutableHashSet<SchoolId> OwnClassesAt,
    ImmutableArray<YearGroupReach> YearGroups)
{
    public static PupilReach None { get; } = new(false, [], [], []);

    internal static PupilReach Of(IEnumerable<ActiveGrant> grants)
    {
        var reach = None;
        foreach (var grant in grants)
        {
            reach = (grant.Role, grant.SchoolId) switch
            {
                (Role.Teacher, { } school) => reach with { OwnClassesAt = reach.OwnClassesAt.Add(school) },
                (Role.PhaseLead, { } school) => reach with
                {
                    YearGroups = grant.YearGroups is { } years ? reach.YearGroups.Add(new(school, years.From, years.To)) : reach.YearGroups,
                },
                (_, { } school) => reach with { Schools = reach.Schools.Add(school) },
                (Role.Teacher or Role.PhaseLead, null) => reach,
                _ => reach with { WholeTrust = true },
            };
        }

        return reach;
    }
}

/// <summary>The pupils of one school from one year group to another, both included. 0 is Reception, -1 and -2 nursery.</summary>
public sealed record YearGroupReach(SchoolId SchoolId, int From, int To);
