using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.MedicationAdministrations;

namespace PupilSupport.Application.MedicationAdministrations;

internal sealed class MedicationAdministrationTaskSource(IAppDbContext db, MedicationAdministrationAccess access)
    : TaskSourceOf<MedicationAdministration, MedicationAdministrationId>(db, access.Readable)
{
    public override string Kind => MedicationAdministrationRules.Kind;

    public override string Path => "/v1/medication-administrations";
}
