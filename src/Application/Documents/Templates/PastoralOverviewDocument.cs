using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportReports;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Application.SupportReports.Queries;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

/// <summary>How support stands at a school, as charts with their figures; for leaders and governors. It names nobody.</summary>
internal sealed class PastoralOverviewDocument(IQueryHandler<GetPastoralOverviewQuery, PastoralOverviewDto> overview, DocumentNames names, ICaller caller) : IDocumentTemplate
{
    private const string Withheld = "withheld";

    private static readonly DocumentColumn[] TermColumns = [new("Term", 3), new("Planned by now", 2), new("Delivered", 2), new("Delivered of 100", 2), new("Owed", 2), new("Minutes", 2)];

    private static readonly DocumentColumn[] ImpactColumns =
        [new("Support", 4), new("Measure", 4), new("Places", 2), new("Improved", 3), new("No reliable change", 2), new("Worse", 2), new("Mean change", 2)];

    public DocumentKind Kind => DocumentKind.PastoralOverview;

    public DocumentMembers Takes { get; } = new(["schoolId"], ["from", "to"]);

    public string Permission => Permissions.SupportReportsRead;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        if (await names.SchoolAsync(request.SchoolId!.Value, Permission, ct) is not { } school)
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var told = await overview.Handle(new GetPastoralOverviewQuery { SchoolId = school.Id, From = request.From, To = request.To }, ct);
        if (!told.IsSuccess)
        {
            return told.Error;
        }

        var here = told.Value.Schools.Single();
        var content = new DocumentContent
        {
            Title = $"Pastoral overview, {Day(told.Value.AsOf)}",
            School = school,

            // It is marked as its most sensitive part, and no part of it tells of a child: its numbers are of five or more, or spans.
            Label = SensitivityLabel.Standard,
            Blocks = [.. Blocks(here)],
            Data = new DocumentTable("Figures", [new("Part"), new("Of"), new("Figure"), new("Value")], [.. Figures(here)]),
        };
        return new DocumentDraft(content, null, null, []);
    }

    public Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) =>
        Task.FromResult(caller.ReachOf(Permission).Includes(document.SchoolId) ? new DocumentStanding(null) : null);

    private static IEnumerable<DocumentBlock> Blocks(SchoolOverviewDto school) =>
    [
        new DocumentText("Numbers of 1 to 4 pupils are shown as <5, and a sum of them as a span. A place is one pupil in one programme. What is withheld is of few pupils."),
        new DocumentHeading("Caseloads and waiting"),
        Facts(
            ("Practitioners", Number(school.Caseload.Practitioners)),
            ("Pupils supported", school.Caseload.Pupils.Text),
            ("Hours a week", $"{Text(school.Caseload.HoursPerWeek)} of {school.Caseload.CapacityHours}"),
            ("Places waiting", school.Waiting.Places.Text),
            ("Past their target", school.Waiting.PastTarget?.Text ?? Withheld),
            ("Longest wait", school.Waiting.LongestSchoolDays is { } days ? $"{days} school days" : null)),
        new DocumentChart(OverviewCharts.Waiting(school.Waiting)),
        new DocumentHeading("Sessions"),
        new DocumentChart(OverviewCharts.Sessions(school.Terms)),
        new DocumentTable("Sessions of programmes by term", TermColumns, [.. school.Terms.Select(Row)]),
        new DocumentHeading("What support changed"),
        new DocumentChart(ImpactChart.Of(school.Name, school.Impact)),
        new DocumentTable("Support that ended, by kind and measure", ImpactColumns, [.. school.Impact.SelectMany(Rows)]),
    ];

    private static IReadOnlyList<string?> Row(OverviewTermDto term) =>
        [OverviewCharts.Name(term), Text(term.PlannedSessions), Text(term.DeliveredSessions), term.PlannedSessions == 0 ? null : Text(term.AdherencePercent), Text(term.CatchUpOwed), Text(term.DeliveredMinutes)];

    /// <summary>A row for each measure, or one that says how many have none.</summary>
    private static IEnumerable<IReadOnlyList<string?>> Rows(ImpactLineDto line) => ImpactChart.Groups([line])
        .Select(g => (IReadOnlyList<string?>)
        [
            ImpactChart.Name(line), $"{g.Measure.Title}: {g.Scale.Title}", g.Measure.Places.Text, Outcome(g.Scale, ChangeOutcome.Improved), Outcome(g.Scale, ChangeOutcome.NoReliableChange),
            Outcome(g.Scale, ChangeOutcome.Worsened), Text(g.Scale.MeanChange),
        ])
        .DefaultIfEmpty([ImpactChart.Name(line), "Too few measured", line.Places?.Text, null, null, null, null]);

    private static string? Outcome(ImpactScaleDto scale, ChangeOutcome outcome) => scale.Outcomes.FirstOrDefault(o => o.Outcome == outcome)?.Places.Text;

    private static IEnumerable<IReadOnlyList<string?>> Figures(SchoolOverviewDto school)
    {
        IEnumerable<(string Part, string Of, string Figure, string? Value)> all =
        [
            ("caseload", "", "practitioners", Number(school.Caseload.Practitioners)), ("caseload", "", "pupils", school.Caseload.Pupils.Text),
            ("caseload", "", "hoursPerWeek", Text(school.Caseload.HoursPerWeek)), ("caseload", "", "capacityHours", Number(school.Caseload.CapacityHours)),
            ("waiting", "", "places", school.Waiting.Places.Text), ("waiting", "", "inTime", school.Waiting.InTime?.Text), ("waiting", "", "pastTarget", school.Waiting.PastTarget?.Text),
            ("waiting", "", "longestSchoolDays", Number(school.Waiting.LongestSchoolDays)),
            .. from t in school.Terms
               from f in ((string, int?)[])[("plannedSessions", t.PlannedSessions), ("deliveredSessions", t.DeliveredSessions), ("deliveredMinutes", t.DeliveredMinutes), ("catchUpOwed", t.CatchUpOwed)]
               select ("sessions", OverviewCharts.Name(t), f.Item1, Number(f.Item2)),
            .. school.Impact.Select(l => ("impact", ImpactChart.Name(l), "places", l.Places?.Text)),
            .. from g in ImpactChart.Groups(school.Impact)
               from o in g.Scale.Outcomes
               select ("impact", $"{ImpactChart.Name(g.Line)}: {g.Measure.Instrument} {g.Measure.NormVersion} {g.Scale.Scale}", EnumCodes<ChangeOutcome>.Format(o.Outcome), o.Places.Text),
        ];
        return all.Select(f => (IReadOnlyList<string?>)[f.Part, f.Of, f.Figure, f.Value]);
    }

    private static string Text(decimal? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? Withheld;
}
