using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineErrors;
using PupilSupport.Application.Notices;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>What was open about a stock before it was changed.</summary>
internal sealed record StockSnapshot(decimal? Discrepancy, bool IsPending, int Unwitnessed)
{
    public static StockSnapshot Of(MedicineStock stock) => new(stock.Discrepancy, stock.PendingKind is not null, stock.Unwitnessed);
}

/// <summary>
/// What follows from a change of a stock, in the same transaction: whatever is newly open becomes a task; a count of a
/// controlled drug that differs becomes an error report as well. What a change settles ends by itself.
/// </summary>
internal sealed class MedicineStockConsequences(IMedicineErrors errors, ITasks tasks, INotices notices, IPolicies policies, ICaller caller, TimeProvider clock)
{
    public async Task FollowAsync(MedicineStock stock, StockSnapshot before, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var policy = await policies.OnAsync<MedicationPolicy>(stock.SchoolId, today, ct);
        if (stock.Discrepancy is not null && stock.Discrepancy != before.Discrepancy && stock.Entries is [.., { Kind: StockEntryKind.Counted } count])
        {
            await DiffersAsync(stock, count, policy, ct);
        }

        if (stock.PendingKind is not null && !before.IsPending)
        {
            await tasks.OpenAsync(Of(stock, WorkTaskKind.ConfirmStockEntry, policy.StockConfirmationSchoolDays), ct);
            await notices.TellHoldersAsync(Role.MedicalLead, stock.SchoolId, About(stock, NoticeKind.StockConfirmationAsked), ct);
        }

        if (stock.Unwitnessed > before.Unwitnessed)
        {
            await AskWitnessAsync(stock, stock.Entries[^1].WitnessId, ct);
        }
    }

    private async Task DiffersAsync(MedicineStock stock, MedicineStockEntry count, MedicationPolicy policy, CancellationToken ct)
    {
        await tasks.OpenAsync(Of(stock, WorkTaskKind.ResolveStockDiscrepancy, stock.Controlled ? 0 : policy.DiscrepancySchoolDays), ct);
        if (stock.Controlled)
        {
            await errors.OpenAsync(ReportOf(stock, count), ct);
        }
    }

    private async Task AskWitnessAsync(MedicineStock stock, StaffId? witness, CancellationToken ct)
    {
        await tasks.OpenAsync(Of(stock, WorkTaskKind.WitnessStockEntry, 0) with { OwnerId = witness }, ct);
        if (witness is { } asked)
        {
            notices.Tell(asked, About(stock, NoticeKind.StockWitnessAsked));
        }
    }

    private static NoticeAbout About(MedicineStock stock, NoticeKind kind) => new(kind, stock.Id.Value, stock.SchoolId, NoticeUrgency.Urgent);

    private NewMedicineError ReportOf(MedicineStock stock, MedicineStockEntry count) => new()
    {
        SchoolId = stock.SchoolId,
        PupilId = stock.PupilId,
        OrderId = stock.OrderId,
        StockId = stock.Id,
        IsConfidential = stock.IsConfidential,
        Kind = MedicineErrorKind.StockDiscrepancy,
        OccurredAt = count.OccurredAt,
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"A count of a controlled drug found {count.Counted:0.###} where the ledger says {count.BalanceAfter:0.###} ({Words.Of(stock.Unit).ToLowerInvariant()})."),
        ReportedById = caller.StaffId,
    };

    private CausedTask Of(MedicineStock stock, WorkTaskKind kind, int schoolDays) => new()
    {
        Kind = kind,
        SchoolId = stock.SchoolId,
        Source = TaskSourceLink.To(stock),
        // Others than the team may come to see a late task: it must not tell them whom a confidential medicine is for.
        PupilId = stock.IsConfidential ? null : stock.PupilId,
        Label = SensitivityLabel.Health,
        Team = Role.MedicalLead,
        From = LondonTime.DateOf(clock.GetUtcNow()),
        SchoolDays = schoolDays,
        Priority = schoolDays == 0 ? WorkTaskPriority.Urgent : WorkTaskPriority.High,
    };
}
