using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineConsents;

namespace PupilSupport.Application.MedicineConsents.Queries;

[Requires(Permissions.MedicineConsentsRead), Audited("medicine_consent.read")]
public sealed record GetMedicineConsentQuery(Guid Id) : IQuery<MedicineConsentDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (MedicineConsentRules.Kind, Id);
}

internal sealed class GetMedicineConsentHandler(MedicineAccess access, MedicineConsentAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetMedicineConsentQuery, MedicineConsentDto>
{
    public async Task<Result<MedicineConsentDto>> Handle(GetMedicineConsentQuery request, CancellationToken cancellationToken)
    {
        var id = new MedicineConsentId(request.Id);
        var consent = await access.Consents(Permissions.MedicineConsentsRead).AsNoTracking().Where(c => c.Id == id)
            .ProjectTo<MedicineConsentDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return consent is null ? CommonErrors.NotFound : (await answers.OfReadAsync([consent], cancellationToken))[0];
    }
}
