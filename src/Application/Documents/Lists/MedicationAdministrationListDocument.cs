using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.MedicationAdministrations.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class MedicationAdministrationListDocument(IQueryHandler<ListMedicationAdministrationsQuery, Page<MedicationAdministrationDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListMedicationAdministrationsQuery, MedicationAdministrationDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.MedicationAdministrationList;

    public override DocumentMembers Takes { get; } = new(["schoolId", "from", "to"], ["pupilId"]);

    protected override IReadOnlyList<ListColumn<MedicationAdministrationDto>> Columns { get; } =
    [
        new("When", 3, d => d.GivenAt),
        new("Pupil", 4, d => new PupilId(d.PupilId)),
        new("Medicine", 4, d => d.MedicineName),
        new("Outcome", 3, d => d.Outcome),
        new("Dose", 2, d => d.Quantity),
        new("Unit", 3, d => d.DoseUnit),
        new("Given by", 4, d => d.GivenById is { } id ? new StaffId(id) : null),
        new("Witness", 4, d => d.WitnessedAt is not null && d.WitnessId is { } id ? new StaffId(id) : null),
        new("Against the check", 3, d => d.IsMarked),
        new("Status", 3, d => d.Status),
        new("Due", 0, d => d.SlotAt),
        new("Reason", 0, d => d.Reason),
        new("Late because", 0, d => d.LateReason),
        new("Refused because", 0, d => d.RefusalReason),
        new("Parent told", 0, d => d.ParentNotifiedAt),
        new("Voided because", 0, d => d.VoidReason),
        new("Recorded", 0, d => d.RecordedAt),
        new("Id", 0, d => d.Id),
    ];

    protected override bool IsWide => true;

    protected override ListMedicationAdministrationsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        From = request.From,
        To = request.To,
    };

    protected override SensitivityLabel LabelOf(MedicationAdministrationDto record) => SensitivityLabel.Health;
}
