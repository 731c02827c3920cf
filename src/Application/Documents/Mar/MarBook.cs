using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>A pupil's medicines of a month as the caller may read them.</summary>
/// <param name="First">The month's first day.</param>
/// <param name="Orders">Those in force on some day of it.</param>
/// <param name="Doses">The earliest first, voided ones too.</param>
/// <param name="IsCut">Whether there are more doses than a document takes.</param>
/// <param name="Consents">By id; without those that the caller may not read.</param>
internal sealed record MarBook(
    PupilDto Pupil,
    DocumentSchool School,
    DateOnly First,
    IReadOnlyList<MedicationOrderDto> Orders,
    IReadOnlyList<MedicationAdministrationDto> Doses,
    bool IsCut,
    IReadOnlyDictionary<Guid, MedicineConsentDto> Consents,
    MarSignatures Staff,
    SchoolCalendar Calendar)
{
    public IEnumerable<DateOnly> Days => Enumerable.Range(0, DateTime.DaysInMonth(First.Year, First.Month)).Select(First.AddDays);

    /// <summary>The doses that count, of one order; null for those of none.</summary>
    public IEnumerable<MedicationAdministrationDto> DosesOf(Guid? order) => Doses.Where(d => d.OrderId == order && !MarWords.IsVoid(d));

    /// <summary>Whether a time of a fixed order falls on that day. A day that no calendar knows counts as one of school.</summary>
    public bool IsDue(MedicationOrderDto order, DateOnly day) => IsDue(order, day, Calendar);

    /// <inheritdoc cref="IsDue(MedicationOrderDto, DateOnly)"/>
    public static bool IsDue(MedicationOrderDto order, DateOnly day, SchoolCalendar calendar) =>
        order.Schedule == MedicationSchedule.Fixed && IsInForce(order, day) && calendar.IsSchoolDay(day) is not { IsSuccess: true, Value: false };

    public static bool IsInForce(MedicationOrderDto order, DateOnly day) =>
        order.ActivatedAt is { } activated && LondonTime.DateOf(activated) <= day && order.StartsOn <= day && !(order.EndsOn < day)
        && !(order.EndedAt is { } ended && LondonTime.DateOf(ended) < day);
}
