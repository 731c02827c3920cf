using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Agencies;

/// <summary>What of a pupil decides who can help.</summary>
/// <param name="Age">In whole years today; null when the date of birth is not known.</param>
/// <param name="Postcodes">The outward parts of where parents and carers live, as far as the caller may see that.</param>
/// <param name="Authority">The local authority of the pupil's school.</param>
/// <param name="Schools">Whose pupil the child is now: only their own additions are for the child.</param>
internal sealed record AgencyPupil(int? Age, IReadOnlyList<string> Postcodes, string? Authority, SchoolId[] Schools);

internal sealed class AgencyPupils(IAppDbContext db, PupilScope scope, TimeProvider clock)
{
    /// <summary>Those with whom a child may live.</summary>
    private static readonly Relationship[] Family =
    [
        Relationship.Mother, Relationship.Father, Relationship.StepParent, Relationship.Parent, Relationship.Grandparent, Relationship.OtherFamily,
        Relationship.FosterCarer, Relationship.Carer,
    ];

    /// <summary>Null when the caller does not reach the pupil.</summary>
    public async Task<AgencyPupil?> FindAsync(Guid pupil, CancellationToken ct)
    {
        var id = new PupilId(pupil);
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var (contacts, confidential) = (scope.For(Permissions.ContactsRead), scope.For(Permissions.ConfidentialAddressesRead));
        var found = await scope.For(Permissions.PupilsRead).AsNoTracking().Where(p => p.Id == id)
            .Select(p => new
            {
                p.DateOfBirth,
                p.SchoolId,
                Others = p.Enrolments.Where(e => e.LeftOn == null || e.LeftOn >= today).Select(e => e.SchoolId).ToList(),
                db.Set<School>().First(s => s.Id == p.SchoolId).LaEstab,
                SeesContacts = contacts.Any(c => c.Id == id),
                SeesConfidential = confidential.Any(c => c.Id == id),
            })
            .SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : new AgencyPupil(
                found.DateOfBirth is { } born ? AgeOn(born, today) : null,
                found.SeesContacts ? await PostcodesAsync(id, found.SeesConfidential, ct) : [],
                found.LaEstab?[..3],
                [found.SchoolId, .. found.Others]);
    }

    private async Task<IReadOnlyList<string>> PostcodesAsync(PupilId pupil, bool confidential, CancellationToken ct)
    {
        var postcodes = await db.Set<ContactLink>().AsNoTracking()
            .Where(l => l.PupilId == pupil && !l.IsBarred && Family.Contains(l.Relationship))
            .Where(l => l.Contact.Postcode != null && (confidential || !l.Contact.AddressIsConfidential))
            .Select(l => l.Contact.Postcode).ToListAsync(ct);
        return [.. postcodes.Select(AgencyRules.OutwardOf).OfType<string>().Distinct()];
    }

    private static int AgeOn(DateOnly born, DateOnly day) => day.Year - born.Year - (born.AddYears(day.Year - born.Year) > day ? 1 : 0);
}
