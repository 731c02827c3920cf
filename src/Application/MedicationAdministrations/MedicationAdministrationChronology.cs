using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>A pupil's doses in the chronology, as a list of them would show them to the caller.</summary>
internal sealed class MedicationAdministrationChronology(MedicationAdministrationAccess access)
    : ChronologySourceOf<MedicationAdministration, MedicationAdministrationId>(access.Readable, MedicationAdministrationRules.Kind)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<MedicationAdministration> records, PupilId pupil, CancellationToken ct)
    {
        var doses = await records.ToListAsync(ct);
        return doses.ToDictionary(d => d.Id.Value, d => new ChronologyText(Title(d), d.Reason, $"/v1/medication-administrations/{d.Id.Value}"));
    }

    /// <summary><c>Paracetamol, given 10 ml</c>; a dose against the rules says so.</summary>
    private static string Title(MedicationAdministration dose)
    {
        var words = $"{dose.MedicineName}, {Words.Of(dose.Outcome).ToLowerInvariant()}";
        if (dose is { Quantity: { } quantity, DoseUnit: { } unit })
        {
            words += FormattableString.Invariant($" {quantity:0.###} {Words.Of(unit).ToLowerInvariant()}");
        }

        return dose.IsMarked ? words + ", against the rules" : words;
    }
}
