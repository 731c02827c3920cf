using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Application.MedicineErrors.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class MedicineErrorListDocument(IQueryHandler<ListMedicineErrorsQuery, Page<MedicineErrorDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListMedicineErrorsQuery, MedicineErrorDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.MedicineErrorList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "from", "to"]);

    protected override IReadOnlyList<ListColumn<MedicineErrorDto>> Columns { get; } =
    [
        new("When", 3, e => e.OccurredAt),
        new("Kind", 4, e => e.Kind),
        new("Near miss", 2, e => e.IsNearMiss),
        new("Harm", 3, e => e.Harm),
        new("Pupil", 4, e => e.PupilId is { } id ? new PupilId(id) : null),
        new("Cause", 3, e => e.RootCause),
        new("Status", 3, e => e.Status),
        new("Parent told", 3, e => e.ParentToldAt),
        new("Description", 0, e => e.Description),
        new("Actions", 0, e => e.Actions),
        new("Closed", 0, e => e.ClosedAt),
        new("Recorded", 0, e => e.RecordedAt),
        new("Id", 0, e => e.Id),
    ];

    protected override bool IsWide => true;

    protected override ListMedicineErrorsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        From = request.From,
        To = request.To,
    };

    protected override SensitivityLabel LabelOf(MedicineErrorDto record) => SensitivityLabel.Health;
}
