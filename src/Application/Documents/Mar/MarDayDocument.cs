using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Documents.DocumentWords;
using static PupilSupport.Application.Documents.Mar.MarWords;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>A school's medicines of a day: every time that was due and what became of it, and what was given when needed.</summary>
internal sealed class MarDayDocument(MarReader reader, DocumentNames names) : IDocumentTemplate
{
    private static readonly DocumentColumn[] FixedColumns =
    [
        new("Due", 2), new("Pupil", 4), new("Medicine and dose", 6), new("Allergies", 3), new("Outcome", 3), new("At", 2), new("Quantity", 3), new("Given by", 2),
        new("Witness", 3), new("Remarks", 6),
    ];

    private static readonly DocumentColumn[] NeededColumns =
    [
        new("At", 2), new("Pupil", 4), new("Medicine", 5), new("Outcome", 3), new("Quantity", 3), new("Given by", 2), new("Witness", 3), new("Remarks", 7), new("Family told", 4),
    ];

    private static readonly DocumentColumn[] AvailableColumns =
        [new("Pupil", 4), new("Medicine and dose", 6), new("Limits", 5), new("For", 5), new("Allergies", 3), new("Kept", 4), new("Last dose this day", 3)];

    public DocumentKind Kind => DocumentKind.MarDay;

    public DocumentMembers Takes { get; } = new("schoolId", "on");

    public string Permission => MarReader.Permission;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        if (await names.SchoolAsync(request.SchoolId!.Value, Permission, ct) is not { } school)
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var day = request.On!.Value;
        var read = await reader.DayAsync(school, day, ct);
        if (!read.IsSuccess)
        {
            return read.Error;
        }

        var (orders, doses, isCut) = read.Value;
        var pupils = await names.PupilsAsync([.. orders.Select(o => o.PupilId).Concat(doses.Select(d => d.PupilId)).Distinct()], ct);
        var round = new MarDay(orders, doses, day, await reader.CalendarAsync(school, day, ct), pupils, await reader.StaffAsync(doses, orders, ct));
        var content = new DocumentContent
        {
            Title = $"Medicines, {Day(day)}",
            School = school,
            Label = SensitivityLabel.Health,
            IsCut = isCut,
            IsLandscape = true,
            Blocks = [.. Notices(round, isCut), .. Fixed(round), .. Needed(round), .. Available(round), .. MarDoses.AgainstChecks(doses, round.Staff), .. MarDoses.Voided(doses, round.Staff), .. round.Staff.Table(isBlank: false)],
            Data = MarDoses.Data(doses, round.ById, round.PupilOf, round.Staff, round.Slots.Where(s => s.Dose is null).Select(s => (s.Order, s.At))),
        };
        return new DocumentDraft(content, null, null, round.Pupils);
    }

    public Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) => Task.FromResult(reader.StandingOfSchool(document));

    private static IEnumerable<DocumentBlock> Notices(MarDay round, bool isCut)
    {
        if (isCut)
        {
            yield return new DocumentNotice("There are more doses than one document takes: this one holds the latest.");
        }

        if (round.IsClosed)
        {
            yield return new DocumentNotice("The school is closed on this day: no fixed dose is due.");
        }

        yield return MarOrders.Dense(
            ("Doses due", Number(round.Slots.Count)),
            ("Nothing recorded of", Number(round.Slots.Count(s => s.Dose is null))),
            ("Given when needed", Number(round.Others.Count)));
    }

    private static IEnumerable<DocumentBlock> Fixed(MarDay round)
    {
        yield return new DocumentHeading("At fixed times");
        yield return round.Slots.Count == 0 ? new DocumentText("Nothing is due.") : MarDoses.Marking(
            new DocumentTable("Fixed doses, by time and pupil", FixedColumns, [.. round.Slots.Select(s => Slot(s, round))]), round.Slots.Select(s => s.Dose), 4);
    }

    private static IReadOnlyList<string?> Slot(MarSlot slot, MarDay round)
    {
        var (order, dose) = (slot.Order, slot.Dose);
        return
        [
            Time(slot.At), round.PupilOf(order.PupilId), $"{Medicine(order)}: {Dose(order)}{Tags(order)}", MarOrders.Allergies([order]),
            dose is null ? "nothing recorded" : Outcome(dose), dose is null ? null : Time(dose.GivenAt), dose is null ? null : MarDoses.Quantity(dose),
            round.Staff.Initials(dose?.GivenById), dose is null ? null : MarDoses.Witness(dose, round.Staff), dose is null ? null : Remarks(dose),
        ];
    }

    private static string Tags(MedicationOrderDto order)
    {
        string?[] tags =
        [
            order.Controlled ? "controlled drug" : null, order.Status == MedicationOrderStatus.OnHold ? "ON HOLD: do not give" : null,
            order.SelfHeld ? "held by the pupil" : null, order.IsConfidential ? "CONFIDENTIAL" : null,
        ];
        var all = string.Join("; ", tags.OfType<string>());
        return all.Length == 0 ? "" : "\n" + all;
    }

    private static IEnumerable<DocumentBlock> Needed(MarDay round)
    {
        yield return new DocumentHeading("Given when needed, at other times, and at home");
        yield return round.Others.Count == 0 ? new DocumentText("Nothing was recorded.") : MarDoses.Marking(
            new DocumentTable("Other doses, by time", NeededColumns,
            [
                .. round.Others.Select(d => (IReadOnlyList<string?>)
                [
                    Time(d.GivenAt), round.PupilOf(d.PupilId), d.MedicineName, Outcome(d), MarDoses.Quantity(d), round.Staff.Initials(d.GivenById),
                    MarDoses.Witness(d, round.Staff), Remarks(d), d.ParentNotifiedAt is { } told ? Short(told) : null,
                ]),
            ]),
            round.Others, 3);
    }

    private static IEnumerable<DocumentBlock> Available(MarDay round)
    {
        var orders = round.Orders.Where(o => o.Schedule != MedicationSchedule.Fixed).OrderBy(o => round.PupilOf(o.PupilId), StringComparer.Ordinal).ToList();
        var last = round.Others.Where(d => d is { OrderId: not null, Quantity: not null }).GroupBy(d => d.OrderId!.Value).ToDictionary(g => g.Key, g => Time(g.Last().GivenAt));
        yield return new DocumentHeading("What may be given when needed");
        yield return orders.Count == 0 ? new DocumentText("Nothing.") : new DocumentTable("Orders without fixed times, by pupil", AvailableColumns,
        [
            .. orders.Select(o => (IReadOnlyList<string?>)
            [
                round.PupilOf(o.PupilId), $"{Medicine(o)}: {Dose(o)}{Tags(o)}", Limits(o) ?? When(o), o.Indication, MarOrders.Allergies([o]), MarOrders.Kept(o),
                last.GetValueOrDefault(o.Id),
            ]),
        ]);
    }
}

/// <summary>A time of a fixed order on a day, and the record of it; null when there is none.</summary>
internal sealed record MarSlot(MedicationOrderDto Order, DateTimeOffset At, MedicationAdministrationDto? Dose);

/// <summary>A school's day.</summary>
internal sealed class MarDay
{
    private readonly Dictionary<Guid, PersonDto> _pupils;

    /// <param name="orders">In force on the day.</param>
    /// <param name="doses">The earliest first, voided ones too.</param>
    /// <param name="pupils">Names of those whom the caller reaches.</param>
    public MarDay(
        IReadOnlyList<MedicationOrderDto> orders, IReadOnlyList<MedicationAdministrationDto> doses, DateOnly day, SchoolCalendar calendar,
        Dictionary<Guid, PersonDto> pupils, MarSignatures staff)
    {
        (Orders, _pupils, Staff) = (orders, pupils, staff);
        ById = orders.ToDictionary(o => o.Id);
        IsClosed = calendar.IsSchoolDay(day) is { IsSuccess: true, Value: false };
        var standing = doses.Where(d => !IsVoid(d)).ToList();
        Slots = Due(standing, day, calendar);
        var told = Slots.Select(s => s.Dose?.Id).ToHashSet();
        Others = [.. standing.Where(d => !told.Contains(d.Id))];
    }

    public IReadOnlyList<MedicationOrderDto> Orders { get; }

    public IReadOnlyDictionary<Guid, MedicationOrderDto> ById { get; }

    public IReadOnlyCollection<Guid> Pupils => _pupils.Keys;

    public MarSignatures Staff { get; }

    public bool IsClosed { get; }

    /// <summary>By time, then pupil.</summary>
    public IReadOnlyList<MarSlot> Slots { get; }

    /// <summary>Records that count and belong to no time of an order in force.</summary>
    public IReadOnlyList<MedicationAdministrationDto> Others { get; }

    public string PupilOf(Guid pupil) => Name(_pupils.GetValueOrDefault(pupil));

    private IReadOnlyList<MarSlot> Due(IEnumerable<MedicationAdministrationDto> standing, DateOnly day, SchoolCalendar calendar)
    {
        var recorded = standing.Where(d => d.SlotAt is not null).ToLookup(d => (d.OrderId, d.SlotAt!.Value));
        return
        [
            .. Orders.Where(o => MarBook.IsDue(o, day, calendar))
                .SelectMany(o => o.Times.Select(t => (Order: o, At: LondonTime.InstantOf(day, t))))
                .SelectMany(s => recorded[(s.Order.Id, s.At)].DefaultIfEmpty().Select(dose => new MarSlot(s.Order, s.At, dose)))
                .OrderBy(s => s.At).ThenBy(s => PupilOf(s.Order.PupilId), StringComparer.Ordinal),
        ];
    }
}
