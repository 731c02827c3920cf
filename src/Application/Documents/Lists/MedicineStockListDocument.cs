using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Application.MedicineStocks.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class MedicineStockListDocument(IQueryHandler<ListMedicineStocksQuery, Page<MedicineStockDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListMedicineStocksQuery, MedicineStockDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.MedicineStockList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId"]);

    protected override IReadOnlyList<ListColumn<MedicineStockDto>> Columns { get; } =
    [
        new("Medicine", 4, s => s.MedicineName),
        new("Strength", 3, s => s.Strength),
        new("Of", 4, s => s.PupilId is { } id ? new PupilId(id) : s.Owner),
        new("Batch", 3, s => s.Batch),
        new("Holds", 2, s => s.Balance),
        new("Unit", 3, s => s.Unit),
        new("Last day", 3, s => s.ExpiresOn),
        new("Kept", 4, s => s.StorageLocation),
        new("Controlled drug", 3, s => s.Controlled),
        new("Status", 0, s => s.Status),
        new("Found more or less", 0, s => s.Discrepancy),
        new("Recorded", 0, s => s.RecordedAt),
        new("Id", 0, s => s.Id),
    ];

    protected override bool IsWide => true;

    protected override ListMedicineStocksQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
    };

    protected override SensitivityLabel LabelOf(MedicineStockDto record) => SensitivityLabel.Health;
}
