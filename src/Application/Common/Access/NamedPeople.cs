using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Common.Access;

/// <summary>Somebody by the name that they go by, for a query to join.</summary>
internal sealed record Named<TId>
{
    public required TId Id { get; init; }
    public required string SortName { get; init; }
    public required PersonDto Person { get; init; }
}

/// <summary>Pupils and staff by the names that they go by: the preferred one where there is one.</summary>
internal static class NamedPeople
{
    public static IQueryable<Named<PupilId>> Named(this IQueryable<Pupil> pupils) => pupils.Select(p => new Named<PupilId>
    {
        Id = p.Id,
        SortName = p.SortName,
        Person = new PersonDto(p.Id.Value, p.PreferredGivenName ?? p.GivenName, p.PreferredFamilyName ?? p.FamilyName),
    });

    public static IQueryable<Named<StaffId>> Named(this IQueryable<StaffMember> staff) => staff.Select(m => new Named<StaffId>
    {
        Id = m.Id,
        SortName = m.SortName,
        Person = new PersonDto(m.Id.Value, m.PreferredGivenName ?? m.GivenName, m.PreferredFamilyName ?? m.FamilyName),
    });
}
