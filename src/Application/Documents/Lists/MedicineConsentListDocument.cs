using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Application.MedicineConsents.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class MedicineConsentListDocument(IQueryHandler<ListMedicineConsentsQuery, Page<MedicineConsentDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListMedicineConsentsQuery, MedicineConsentDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.MedicineConsentList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId"]);

    protected override IReadOnlyList<ListColumn<MedicineConsentDto>> Columns { get; } =
    [
        new("Pupil", 4, c => new PupilId(c.PupilId)),
        new("Medicine", 4, c => c.MedicineName),
        new("Dose", 2, c => c.Dose),
        new("Unit", 3, c => c.DoseUnit),
        new("Status", 3, c => c.Status),
        new("Given", 3, c => c.GivenAt),
        new("Given by", 4, c => c.GivenByContactId is { } id ? new ContactId(id) : c.Giver),
        new("Last day", 3, c => c.ExpiresOn),
        new("Method", 0, c => c.Method),
        new("Withdrawn", 0, c => c.WithdrawnAt),
        new("Withdrawn because", 0, c => c.WithdrawReason),
        new("Recorded", 0, c => c.RecordedAt),
        new("Id", 0, c => c.Id),
    ];

    protected override bool IsWide => true;

    protected override ListMedicineConsentsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
    };

    protected override SensitivityLabel LabelOf(MedicineConsentDto record) => SensitivityLabel.Health;
}
