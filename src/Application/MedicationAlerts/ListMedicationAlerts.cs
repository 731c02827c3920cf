using AutoMapper;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicationAlerts;

/// <summary>The pupils within the caller's reach who have a rescue medicine in force today, or an allergy. Sort: <c>name</c>.</summary>
[Requires(Permissions.MedicationAlertsRead), Audited("medication_alert.list")]
public sealed record ListMedicationAlertsQuery : PagedQuery, IQuery<Page<MedicationAlertDto>>
{
    public Guid? PupilId { get; init; }

    /// <summary>Only pupils on this school's roll now or soon, and its leavers who are on no other roll.</summary>
    public Guid? SchoolId { get; init; }
}

internal sealed class ListMedicationAlertsHandler(MedicineAccess access, PupilScope scope, IPager pager, IMapper mapper, TimeProvider clock)
    : IQueryHandler<ListMedicationAlertsQuery, Page<MedicationAlertDto>>
{
    private static readonly Keyset<Pupil, MedicationAlertDto>[] Sorts =
        [Keyset.By<Pupil, MedicationAlertDto, string, PupilId>("name", p => p.SortName, d => d.SortName, p => p.Id, d => d.PupilId)];

    public async Task<Result<Page<MedicationAlertDto>>> Handle(ListMedicationAlertsQuery request, CancellationToken cancellationToken)
    {
        var (today, none) = (LondonTime.DateOf(clock.GetUtcNow()), (IReadOnlyList<string>)[]);
        var orders = access.Orders(Permissions.MedicationAlertsRead)
            .Where(o => o.Status == MedicationOrderStatus.Active && o.StartsOn <= today && (o.EndsOn == null || o.EndsOn >= today))
            .Where(o => o.Schedule == MedicationSchedule.Emergency || o.Allergies != none);
        var page = await pager.PageAsync(Of(request, today).Where(p => orders.Any(o => o.PupilId == p.Id)), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = await CompleteAsync(page.Value.Data, orders, cancellationToken) } : page;
    }

    private IQueryable<Pupil> Of(ListMedicationAlertsQuery request, DateOnly today)
    {
        var pupils = scope.For(Permissions.MedicationAlertsRead);
        if (request.SchoolId is { } school)
        {
            pupils = pupils.Where(PupilScope.AtSchools([new SchoolId(school)], today));
        }

        var id = new PupilId(request.PupilId ?? Guid.Empty);
        return request.PupilId is null ? pupils : pupils.Where(p => p.Id == id);
    }

    private async Task<IReadOnlyList<MedicationAlertDto>> CompleteAsync(
        IReadOnlyList<MedicationAlertDto> alerts, IQueryable<MedicationOrder> orders, CancellationToken ct)
    {
        PupilId[] ids = [.. alerts.Select(a => new PupilId(a.PupilId))];
        var found = (await orders.AsNoTracking().Where(o => ids.Contains(o.PupilId)).OrderBy(o => o.Id).ToListAsync(ct)).ToLookup(o => o.PupilId.Value);
        return [.. alerts.Select(a => a with
        {
            Allergies = [.. found[a.PupilId].SelectMany(o => o.Allergies).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)],
            EmergencyMedicines = [.. found[a.PupilId].Where(o => o.Schedule == MedicationSchedule.Emergency)
                .Take(MedicationAlertDto.MaxMedicines).Select(mapper.Map<EmergencyMedicineDto>)],
        })];
    }
}
