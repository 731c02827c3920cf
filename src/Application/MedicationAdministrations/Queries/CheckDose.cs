using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicationAdministrations.Queries;

/// <summary>Asks whether the caller may give a dose. It records nothing.</summary>
[Requires(Permissions.MedicationAdministrationsRecord), Audited("medication_order.dose_check")]
public sealed record CheckDoseQuery(Guid OrderId, decimal Quantity, DateTimeOffset At, Guid? StockId, PriorDoseCheck? PriorDoseCheck)
    : IQuery<DoseCheckDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (MedicationOrderRules.Kind, OrderId);
}

internal sealed class CheckDoseHandler(MedicationAdministrationAccess access, DoseJudging judging) : IQueryHandler<CheckDoseQuery, DoseCheckDto>
{
    public async Task<Result<DoseCheckDto>> Handle(CheckDoseQuery request, CancellationToken cancellationToken)
    {
        var orderId = new MedicationOrderId(request.OrderId);
        var order = await access.Orders().AsNoTracking().SingleOrDefaultAsync(o => o.Id == orderId, cancellationToken);
        if (order is null)
        {
            return CommonErrors.NotFound;
        }

        if (!access.MayRecordAt(order.SchoolId, order.Schedule == MedicationSchedule.Emergency))
        {
            return CommonErrors.InsufficientScope;
        }

        if (request.PriorDoseCheck?.LastDoseAt > request.At)
        {
            return MedicationAdministrationErrors.PriorDoseAfter.At("/priorDoseCheck/lastDoseAt");
        }

        var stock = await StockAsync(request.StockId, cancellationToken);
        return request.StockId is not null && stock is null
            ? CommonErrors.UnknownReference.At("/stockId")
            : await JudgeAsync(DoseMaterial.Of(order), request, stock, cancellationToken);
    }

    private async Task<DoseCheckDto> JudgeAsync(DoseMaterial of, CheckDoseQuery request, MedicineStock? stock, CancellationToken ct)
    {
        // Batch and witness may still be found: that they will be needed is a warning.
        var question = new DoseQuestion(AdministrationOutcome.Given, request.Quantity, request.At, null, stock, request.PriorDoseCheck?.ToPrior())
        {
            HasWitness = true,
            NamesStock = false,
        };
        var (verdict, slot, _) = await judging.JudgeAsync(of, question, ct);
        List<DoseFinding> warnings = [.. verdict.Warnings];
        if (stock is null && of.IsKeptBySchool && !await IsInStockAsync(of, request, ct))
        {
            warnings.Add(DoseFinding.InsufficientStock);
        }

        if (of.Order is { Controlled: true })
        {
            warnings.Add(DoseFinding.WitnessRequired);
        }

        return new DoseCheckDto
        {
            Allowed = verdict.Allowed,
            Failures = verdict.Failures,
            Warnings = warnings,
            NextAllowedAt = verdict.NextAllowedAt,
            SlotAt = slot,
        };
    }

    private async Task<MedicineStock?> StockAsync(Guid? id, CancellationToken ct)
    {
        MedicineStockId? stock = id is { } value ? new(value) : null;
        return stock is null ? null : await access.Stocks().AsNoTracking().SingleOrDefaultAsync(s => s.Id == stock, ct);
    }

    private Task<bool> IsInStockAsync(DoseMaterial of, CheckDoseQuery request, CancellationToken ct)
    {
        var (medicine, day, quantity) = (of.Medicine, LondonTime.DateOf(request.At), request.Quantity);
        return access.Stocks()
            .Where(s => s.SchoolId == medicine.SchoolId && s.MedicineKey == medicine.MedicineKey && s.Unit == medicine.Unit)
            .Where(s => s.Owner == StockOwner.School || s.PupilId == medicine.PupilId)
            .AnyAsync(s => s.Balance >= quantity && s.ExpiresOn >= day, ct);
    }
}
