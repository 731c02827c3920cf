using System.Globalization;
using PupilSupport.Application.Charts;
using PupilSupport.Application.Common;
using PupilSupport.Application.SupportReports.Dtos;

namespace PupilSupport.Application.SupportReports;

/// <summary>Draws the sessions of terms and the waiting list.</summary>
internal static class OverviewCharts
{
    public static string Name(OverviewTermDto term) => $"{Words.Of(term.Term)} {term.AcademicYear}";

    public static BarChart Sessions(IReadOnlyList<OverviewTermDto> terms) => new(
        new ChartHead("sessions", "Sessions of programmes by term", string.Join(' ', terms.Select(Sentence).DefaultIfEmpty("No term of the period has begun.")), "Sessions; withheld numbers have no bar"),
        [.. terms.Select(t => new ChartGroup(Name(t), t.AdherencePercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent} % delivered") : null))],
        [
            new ChartBars("Planned by now", [.. terms.Select(t => Bar(t.PlannedSessions))]),
            new ChartBars("Delivered", [.. terms.Select(t => Bar(t.DeliveredSessions))]),
            new ChartBars("Owed by the school", [.. terms.Select(t => Bar(t.CatchUpOwed))]),
        ]);

    public static BarChart Waiting(OverviewWaitingDto waiting) => new(
        new ChartHead(
            "waiting", "Waiting for support today",
            $"{waiting.Places.Text} places wait: {waiting.InTime?.Text ?? "withheld"} with their target ahead, {waiting.PastTarget?.Text ?? "withheld"} past it.", "Places; withheld numbers have no bar"),
        [new ChartGroup("Target ahead"), new ChartGroup("Past target")],
        [new ChartBars("Places that wait", [Bar(waiting.InTime), Bar(waiting.PastTarget)])]);

    private static string Sentence(OverviewTermDto term) => term.PlannedSessions is null
        ? $"{Name(term)}: withheld, of few pupils."
        : string.Create(CultureInfo.InvariantCulture, $"{Name(term)}: {term.PlannedSessions} planned by now, {term.DeliveredSessions} delivered, {term.CatchUpOwed} owed by the school.");

    private static ChartBar Bar(int? value) => new(value, value?.ToString(CultureInfo.InvariantCulture) ?? "withheld");

    private static ChartBar Bar(CountSpanDto? count) => new(count?.Count, count?.Text ?? "withheld");
}
