using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.MedicationOrders.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class MedicationOrderListDocument(IQueryHandler<ListMedicationOrdersQuery, Page<MedicationOrderDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListMedicationOrdersQuery, MedicationOrderDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.MedicationOrderList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "on"]);

    protected override IReadOnlyList<ListColumn<MedicationOrderDto>> Columns { get; } =
    [
        new("Pupil", 4, o => new PupilId(o.PupilId)),
        new("Medicine", 4, o => o.MedicineName),
        new("Strength", 3, o => o.Strength),
        new("From", 2, o => o.DoseMin),
        new("To", 2, o => o.DoseMax),
        new("Unit", 3, o => o.DoseUnit),
        new("Route", 3, o => o.Route),
        new("When", 3, o => o.Schedule),
        new("Status", 3, o => o.Status),
        new("First day", 3, o => o.StartsOn),
        new("Last day", 3, o => o.EndsOn),
        new("Times", 0, o => o.Times.Select(t => t.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))),
        new("Controlled drug", 0, o => o.Controlled),
        new("Held by the pupil", 0, o => o.SelfHeld),
        new("Indication", 0, o => o.Indication),
        new("Allergies", 0, o => o.Allergies),
        new("Kept", 0, o => o.StorageLocation),
        new("Recorded", 0, o => o.RecordedAt),
        new("Id", 0, o => o.Id),
    ];

    protected override bool IsWide => true;

    protected override ListMedicationOrdersQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        RunsOn = request.On,
    };

    protected override SensitivityLabel LabelOf(MedicationOrderDto record) => SensitivityLabel.Health;
}
