using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>Why what waits for a second person is dropped.</summary>
public sealed record RejectMedicineStockEntryBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
