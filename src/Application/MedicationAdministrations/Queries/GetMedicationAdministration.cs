using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;

namespace PupilSupport.Application.MedicationAdministrations.Queries;

[Requires(Permissions.MedicationAdministrationsRead), Audited("medication_administration.read")]
public sealed record GetMedicationAdministrationQuery(Guid Id) : IQuery<MedicationAdministrationDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (MedicationAdministrationRules.Kind, Id);
}

internal sealed class GetMedicationAdministrationHandler(
    MedicationAdministrationAccess access, MedicationAdministrationAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetMedicationAdministrationQuery, MedicationAdministrationDto>
{
    public async Task<Result<MedicationAdministrationDto>> Handle(GetMedicationAdministrationQuery request, CancellationToken cancellationToken)
    {
        var id = new MedicationAdministrationId(request.Id);
        var dose = await access.Readable().AsNoTracking().Where(d => d.Id == id).ProjectTo<MedicationAdministrationDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return dose is null ? CommonErrors.NotFound : answers.WithActions(dose);
    }
}
