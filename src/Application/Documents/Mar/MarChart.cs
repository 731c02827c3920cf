using System.Globalization;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Documents.DocumentWords;
using static PupilSupport.Application.Documents.Mar.MarWords;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>The grid of a fixed order: its times down, the days of the month across.</summary>
internal static class MarChart
{
    private const string OtherTimes = "Other times";

    /// <summary>With what was recorded in each cell.</summary>
    public static DocumentTable Filled(MedicationOrderDto order, MarBook book)
    {
        var days = book.Days.ToList();
        var cells = book.DosesOf(order.Id).ToLookup(d => CellOf(d, order));
        TimeOnly?[] times = [.. order.Times.Select(t => (TimeOnly?)t), .. cells.Any(c => c.Key.Time is null) ? new TimeOnly?[] { null } : []];
        var marked = new HashSet<(int, int)>();
        var rows = times.Select((time, row) => Row(time is { } t ? Clock(t) : OtherTimes, days, (day, column) =>
        {
            var doses = cells[(time, day)].ToList();
            if (doses.Exists(d => d.IsMarked))
            {
                marked.Add((row, column));
            }

            return doses.Count > 0 ? string.Join("\n", doses.Select(d => Cell(d, time is null, book.Staff))) : book.IsDue(order, day) || time is null ? null : NotDue;
        })).ToList();
        return Chart(order, book, days, rows, isBlank: false) with { Marked = marked };
    }

    /// <summary>With room to write; a controlled drug has a row for the witness.</summary>
    public static DocumentTable Blank(MedicationOrderDto order, MarBook book)
    {
        var days = book.Days.ToList();
        string[] hands = order.Controlled ? [" given", " witness"] : [""];
        var rows = order.Times.SelectMany(t => hands.Select(h => Row(Clock(t) + h, days, (day, _) => book.IsDue(order, day) ? null : NotDue))).ToList();
        return Chart(order, book, days, rows, isBlank: true);
    }

    private static DocumentTable Chart(MedicationOrderDto order, MarBook book, IEnumerable<DateOnly> days, IReadOnlyList<IReadOnlyList<string?>> rows, bool isBlank)
    {
        DocumentColumn[] columns = [new("Time", 4), .. days.Select(d => new DocumentColumn($"{Number(d.Day)}\n{d.DayOfWeek.ToString()[..2]}", 2, isBlank))];
        var month = book.First.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        return new DocumentTable($"{order.MedicineName}, {Dose(order)}, {When(order)}: {month}", columns, rows) { IsChart = true };
    }

    private static IReadOnlyList<string?> Row(string name, List<DateOnly> days, Func<DateOnly, int, string?> cell) =>
        [name, .. days.Select((day, i) => cell(day, i + 1))];

    /// <summary>At which time of the order, or at none, and on which day.</summary>
    private static (TimeOnly? Time, DateOnly Day) CellOf(MedicationAdministrationDto dose, MedicationOrderDto order)
    {
        var local = LondonTime.LocalOf(dose.SlotAt ?? dose.GivenAt);
        TimeOnly? time = dose.SlotAt is null ? null : TimeOnly.FromDateTime(local);
        return (time is { } t && order.Times.Contains(t) ? t : null, DateOnly.FromDateTime(local));
    }

    /// <summary><c>G</c> over <c>AB</c> over <c>/CD</c>: what became of it, who gave it, who saw it. A column is too narrow for more in a line.</summary>
    private static string Cell(MedicationAdministrationDto dose, bool withTime, MarSignatures staff)
    {
        var witness = dose.WitnessStatus switch
        {
            WitnessStatus.Confirmed => "/" + staff.Initials(dose.WitnessId),
            WitnessStatus.Requested => "/?",
            _ => null,
        };
        string?[] lines = [withTime ? Time(dose.GivenAt) : null, (dose.IsMarked ? Mark : "") + Letter(dose.Outcome), staff.Initials(dose.GivenById), witness];
        return string.Join("\n", lines.OfType<string>());
    }
}
