using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicationOrders;

/// <summary>Loads an order to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class MedicationOrderLoading(IAppDbContext db, MedicineAccess access, IRowLocks locks, MedicationOrderAnswers answers, TimeProvider clock)
{
    /// <summary>The order, its row held until the command ends: doses hold it too, so each comes before or after the change.</summary>
    public async Task<Result<MedicationOrder>> LoadAsync(Guid id, int version, MedicationOrderAction action, CancellationToken ct)
    {
        var orderId = new MedicationOrderId(id);
        if (await access.Orders(Permissions.MedicationOrdersRead).AnyAsync(o => o.Id == orderId, ct))
        {
            await locks.LockAsync<MedicationOrder>(id, ct);
        }

        var order = await access.Orders(Permissions.MedicationOrdersRead).SingleOrDefaultAsync(o => o.Id == orderId, ct);
        return order switch
        {
            null => CommonErrors.NotFound,
            _ when !access.MayAt(MedicationOrderAnswers.PermissionFor(action), order.SchoolId) => CommonErrors.InsufficientScope,
            _ when access.Person().Error is { } machine => machine,
            _ when order.Check(version).Error is { } stale => stale,
            _ => order,
        };
    }

    /// <summary>Loads, does the one thing, and answers with the whole order.</summary>
    public async Task<Result<MedicationOrderDto>> ChangeAsync(
        Guid id, int version, MedicationOrderAction action, Func<MedicationOrder, StaffId, DateTimeOffset, Task<Result>> change, CancellationToken ct)
    {
        var order = await LoadAsync(id, version, action, ct);
        if (!order.IsSuccess)
        {
            return order.Error;
        }

        var changed = await change(order.Value, access.Person().Value, clock.GetUtcNow());
        return changed.IsSuccess ? await answers.OfAsync(order.Value, ct) : changed.Error;
    }

    /// <inheritdoc cref="ChangeAsync(Guid, int, MedicationOrderAction, Func{MedicationOrder, StaffId, DateTimeOffset, Task{Result}}, CancellationToken)"/>
    public Task<Result<MedicationOrderDto>> ChangeAsync(
        Guid id, int version, MedicationOrderAction action, Func<MedicationOrder, StaffId, DateTimeOffset, Result> change, CancellationToken ct) =>
        ChangeAsync(id, version, action, (order, by, now) => Task.FromResult(change(order, by, now)), ct);

    /// <summary>The consent that a request names: of the same pupil and school, and one that the caller may know of.</summary>
    public async Task<Result<MedicineConsent?>> ConsentAsync(Guid? id, PupilId pupil, SchoolId? school, CancellationToken ct)
    {
        if (id is not { } wanted)
        {
            return (MedicineConsent?)null;
        }

        var consentId = new MedicineConsentId(wanted);
        var consent = await access.Consents(Permissions.MedicationOrdersRead)
            .SingleOrDefaultAsync(c => c.Id == consentId && c.PupilId == pupil && (school == null || c.SchoolId == school), ct);
        return consent is null ? CommonErrors.UnknownReference.At("/consentId") : consent;
    }

    /// <summary>The consent that an order is to rest on from now on, held against being withdrawn meanwhile. The order is held already.</summary>
    public async Task<Result<MedicineConsent?>> HoldConsentAsync(MedicationOrder order, Guid? id, CancellationToken ct)
    {
        if ((id ?? order.ConsentId?.Value) is { } wanted)
        {
            await locks.LockAsync<MedicineConsent>(wanted, ct);
        }

        return await ConsentAsync(id ?? order.ConsentId?.Value, order.PupilId, order.SchoolId, ct);
    }

    public async Task<PupilFacts> FactsAsync(PupilId pupil, CancellationToken ct) =>
        new(pupil, await db.Set<Pupil>().Where(p => p.Id == pupil).Select(p => p.DateOfBirth).SingleAsync(ct));
}
