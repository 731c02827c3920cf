using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>What the database's refusal means. Who locks the stock first never meets one.</summary>
internal sealed class MedicineStockConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["medicine_stocks_balance"] = MedicineStockErrors.InsufficientStock,
        ["medicine_stock_entries_balance"] = MedicineStockErrors.InsufficientStock,
        ["medicine_stock_entries_running"] = MedicineStockErrors.LedgerBroken,
        ["medicine_stock_entries_pkey"] = MedicineStockErrors.LedgerBroken,
        ["medicine_stock_entries_reversal"] = MedicineStockErrors.NothingToReverse,
        ["medicine_stock_entries_one_per_dose"] = MedicineStockErrors.NothingToReverse,
        ["medicine_stock_entries_two_people"] = MedicineStockErrors.SamePerson,
    };
}
