using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicationAdministrations;
using PupilSupport.Application.Medicines;
using PupilSupport.Application.MedicineStocks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicineErrors;

/// <summary>Looks up what a report names, each within the caller's own reach, and takes the pupil and the giver from it.</summary>
internal sealed class MedicineErrorLinks(
    IAppDbContext db, PupilScope pupils, MedicineAccess orders, MedicineStockAccess stocks, MedicationAdministrationAccess doses, TimeProvider clock)
{
    public async Task<Result<NewMedicineError>> ResolveAsync(MedicineErrorDraft draft, StaffId reporter, CancellationToken ct)
    {
        var school = new SchoolId(draft.SchoolId);
        var report = new NewMedicineError
        {
            SchoolId = school,
            PupilId = draft.PupilId is { } pupil ? new PupilId(pupil) : null,
            IsConfidential = false,
            Kind = draft.Kind,
            IsNearMiss = draft.IsNearMiss,
            Harm = draft.Harm,
            OccurredAt = draft.OccurredAt,
            Description = draft.Description,
            GivenById = draft.GivenById is { } giver ? new StaffId(giver) : null,
            ReportedById = reporter,
        };
        var made = await WithDoseAsync(report, draft.AdministrationId, ct);
        made = made.IsSuccess ? await WithOrderAsync(made.Value, draft.OrderId, ct) : made;
        made = made.IsSuccess ? await WithStockAsync(made.Value, draft.StockId, ct) : made;
        return !made.IsSuccess ? made : await RefusalAsync(made.Value, draft, ct) is { } refused ? refused : made;
    }

    private async Task<Result<NewMedicineError>> WithDoseAsync(NewMedicineError report, Guid? id, CancellationToken ct)
    {
        if (id is not { } given)
        {
            return report;
        }

        var doseId = new MedicationAdministrationId(given);
        var dose = await doses.Reachable().AsNoTracking().Where(d => d.Id == doseId)
            .Select(d => new { d.SchoolId, d.PupilId, d.OrderId, d.StockId, d.GivenById, d.IsConfidential }).SingleOrDefaultAsync(ct);
        return dose is null
            ? CommonErrors.UnknownReference.At("/administrationId")
            : Joined(report, dose.SchoolId, dose.PupilId, dose.IsConfidential, "/administrationId") is { IsSuccess: true } joined
                ? joined.Value with { AdministrationId = doseId, OrderId = dose.OrderId, StockId = dose.StockId, GivenById = dose.GivenById ?? report.GivenById }
                : MedicineErrorErrors.LinksDisagree.At("/administrationId");
    }

    private async Task<Result<NewMedicineError>> WithOrderAsync(NewMedicineError report, Guid? id, CancellationToken ct)
    {
        if (id is not { } given)
        {
            return report;
        }

        var orderId = new MedicationOrderId(given);
        var order = await orders.Orders(MedicationOrdersRead).AsNoTracking().Where(o => o.Id == orderId)
            .Select(o => new { o.SchoolId, o.PupilId, o.IsConfidential }).SingleOrDefaultAsync(ct);
        return order switch
        {
            null => CommonErrors.UnknownReference.At("/orderId"),
            _ when report.AdministrationId is not null && report.OrderId != orderId => MedicineErrorErrors.LinksDisagree.At("/orderId"),
            _ => Joined(report with { OrderId = orderId }, order.SchoolId, order.PupilId, order.IsConfidential, "/orderId"),
        };
    }

    private async Task<Result<NewMedicineError>> WithStockAsync(NewMedicineError report, Guid? id, CancellationToken ct)
    {
        if (id is not { } given)
        {
            return report;
        }

        var stockId = new MedicineStockId(given);
        var stock = await stocks.Readable().AsNoTracking().Where(s => s.Id == stockId)
            .Select(s => new { s.SchoolId, s.PupilId, s.IsConfidential }).SingleOrDefaultAsync(ct);
        return stock is null ? CommonErrors.UnknownReference.At("/stockId")
            : Joined(report with { StockId = stockId }, stock.SchoolId, stock.PupilId, stock.IsConfidential, "/stockId");
    }

    /// <summary>All that a report names is of one school and, where it is a pupil's, of one pupil.</summary>
    private static Result<NewMedicineError> Joined(NewMedicineError report, SchoolId school, PupilId? pupil, bool isConfidential, string pointer) =>
        school != report.SchoolId || (pupil is not null && report.PupilId is not null && pupil != report.PupilId)
            ? MedicineErrorErrors.LinksDisagree.At(pointer)
            : report with { PupilId = report.PupilId ?? pupil, IsConfidential = report.IsConfidential || isConfidential };

    private async Task<Error?> RefusalAsync(NewMedicineError report, MedicineErrorDraft draft, CancellationToken ct)
    {
        if (report.OccurredAt > clock.GetUtcNow() + MedicineError.ClockSlack)
        {
            return MedicineErrorErrors.InTheFuture.At("/occurredAt");
        }

        // A pupil whom a linked record names is reached through it.
        if (draft.PupilId is { } pupil && !await pupils.IncludesAsync(pupil, MedicineErrorsReport, ct))
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        var (giver, school) = (report.GivenById, report.SchoolId);
        return draft.GivenById is null || await db.Set<StaffMember>().AnyAsync(s => s.Id == giver && s.Assignments.Any(a => a.SchoolId == school), ct)
            ? null
            : CommonErrors.UnknownReference.At("/givenById");
    }
}
