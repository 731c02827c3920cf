using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.MedicationAdministrations.Queries;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.MedicationOrders.Queries;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Application.MedicineConsents.Queries;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Pupils.Queries;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>Orders, doses and consents as their lists show them to this caller.</summary>
internal sealed class MarReader(
    IQueryHandler<ListMedicationOrdersQuery, Page<MedicationOrderDto>> orders,
    IQueryHandler<ListMedicationAdministrationsQuery, Page<MedicationAdministrationDto>> doses,
    IQueryHandler<ListMedicineConsentsQuery, Page<MedicineConsentDto>> consents,
    IQueryHandler<GetPupilQuery, PupilDto> pupils,
    PupilScope scope, SchoolCalendars calendars, DocumentNames names, ICaller caller)
{
    public const string Permission = Permissions.MedicationAdministrationsRead;

    /// <summary>A pupil's month.</summary>
    /// <param name="request">With the pupil, and a day of the month.</param>
    public async Task<Result<MarBook>> MonthAsync(DocumentRequest request, CancellationToken ct)
    {
        var (id, first) = (request.PupilId!.Value, new DateOnly(request.On!.Value.Year, request.On.Value.Month, 1));
        if (!MayAsk())
        {
            return CommonErrors.InsufficientScope;
        }

        var pupil = await pupils.Handle(new GetPupilQuery(id), ct);
        if (!pupil.IsSuccess || !await scope.IncludesAsync(id, Permission, ct))
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        var given = await DosesAsync(new ListMedicationAdministrationsQuery { PupilId = id, From = first, To = first.AddMonths(1).AddDays(-1) }, DocumentLimits.ListedRecords, ct);
        var ordered = await OrdersAsync(new ListMedicationOrdersQuery { PupilId = id }, ct);
        if ((given.Error ?? ordered.Error) is { } refused)
        {
            return refused;
        }

        var ((found, isCut), (all, hasMore)) = (given.Value, ordered.Value);
        return new MarBook(
            pupil.Value, await names.SchoolAsync(pupil.Value.SchoolId, ct), first, InMonth(all, found, first), found, isCut || hasMore, await ConsentsAsync(id, ct),
            await StaffAsync(found, all, ct), await calendars.AroundAsync(new SchoolId(pupil.Value.SchoolId), first, ct));
    }

    /// <summary>What a school's orders and doses say of a day.</summary>
    public async Task<Result<(IReadOnlyList<MedicationOrderDto> Orders, IReadOnlyList<MedicationAdministrationDto> Doses, bool IsCut)>> DayAsync(
        DocumentSchool school, DateOnly day, CancellationToken ct)
    {
        if (!MayAsk())
        {
            return CommonErrors.InsufficientScope;
        }

        var given = await DosesAsync(new ListMedicationAdministrationsQuery { SchoolId = school.Id, From = day, To = day }, DocumentLimits.ListedRecords, ct);
        var ordered = await OrdersAsync(new ListMedicationOrdersQuery { SchoolId = school.Id, RunsOn = day, Status = InForce }, ct);
        return (given.Error ?? ordered.Error) is { } refused
            ? refused
            : ([.. ordered.Value.Orders.Where(o => MarBook.IsInForce(o, day))], given.Value.Doses, given.Value.IsCut || ordered.Value.IsCut);
    }

    public Task<SchoolCalendar> CalendarAsync(DocumentSchool school, DateOnly day, CancellationToken ct) => calendars.AroundAsync(new SchoolId(school.Id), day, ct);

    public async Task<MarSignatures> StaffAsync(IReadOnlyList<MedicationAdministrationDto> given, IReadOnlyList<MedicationOrderDto> ordered, CancellationToken ct)
    {
        Guid[] ids =
        [
            .. given.SelectMany(d => new[] { d.GivenById, d.WitnessId, d.VoidedById }).Concat(ordered.SelectMany(o => new[] { o.VerifiedById, o.ConfirmedById })).OfType<Guid>().Distinct(),
        ];
        return new MarSignatures(ids, await names.StaffAsync(ids, ct));
    }

    public async Task<DocumentStanding?> StandingOfPupilAsync(Document document, CancellationToken ct) =>
        await scope.IncludesAsync(document.RecordId!.Value, Permission, ct) ? new DocumentStanding(null) : null;

    public DocumentStanding? StandingOfSchool(Document document) =>
        caller.ReachOf(Permission).Includes(document.SchoolId) ? new DocumentStanding(null) : null;

    private static readonly MedicationOrderStatus[] InForce =
        [MedicationOrderStatus.Active, MedicationOrderStatus.OnHold, MedicationOrderStatus.Ended, MedicationOrderStatus.Stopped];

    private bool MayAsk() => caller.Has(Permission) && caller.Has(Permissions.MedicationOrdersRead) && caller.Has(Permissions.PupilsRead);

    /// <summary>The earliest first, of the latest that fit.</summary>
    private async Task<Result<(IReadOnlyList<MedicationAdministrationDto> Doses, bool IsCut)>> DosesAsync(
        ListMedicationAdministrationsQuery query, int max, CancellationToken ct)
    {
        var found = new List<MedicationAdministrationDto>();
        var read = await doses.ReadAsync(query, page => { found.AddRange(page); return found.Count < max; }, ct);
        return read.IsSuccess
            ? ((IReadOnlyList<MedicationAdministrationDto>)[.. found.Take(max).OrderBy(d => d.GivenAt).ThenBy(d => d.Id)], read.Value || found.Count > max)
            : read.Error;
    }

    private async Task<Result<(IReadOnlyList<MedicationOrderDto> Orders, bool IsCut)>> OrdersAsync(ListMedicationOrdersQuery query, CancellationToken ct)
    {
        var found = new List<MedicationOrderDto>();
        var read = await orders.ReadAsync(query, page => { found.AddRange(page); return found.Count < DocumentLimits.ListedRecords; }, ct);
        return read.IsSuccess ? (found, read.Value) : read.Error;
    }

    private async Task<IReadOnlyDictionary<Guid, MedicineConsentDto>> ConsentsAsync(Guid pupil, CancellationToken ct)
    {
        var found = new List<MedicineConsentDto>();
        if (caller.Has(Permissions.MedicineConsentsRead))
        {
            await consents.ReadAsync(new ListMedicineConsentsQuery { PupilId = pupil }, page => { found.AddRange(page); return found.Count < DocumentLimits.ListedRecords; }, ct);
        }

        return found.ToDictionary(c => c.Id);
    }

    /// <summary>In force on some day of the month, or with a dose in it; by name.</summary>
    private static IReadOnlyList<MedicationOrderDto> InMonth(IReadOnlyList<MedicationOrderDto> all, IReadOnlyList<MedicationAdministrationDto> found, DateOnly first)
    {
        var withDose = found.Select(d => d.OrderId).ToHashSet();
        var days = Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(first.AddDays).ToList();
        return [.. all.Where(o => withDose.Contains(o.Id) || days.Exists(day => MarBook.IsInForce(o, day))).OrderBy(o => o.Schedule).ThenBy(o => o.MedicineName, StringComparer.Ordinal)];
    }
}
