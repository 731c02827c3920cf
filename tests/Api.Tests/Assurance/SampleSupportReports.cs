namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private static IEnumerable<Sample> SupportReportSamples() =>
    [
        Read("getProgrammeImpactReport", "demo-head", "/v1/reports/programme-impact", sensitive: true),
        Read("getProgrammeImpactChart", "demo-head", $"/v1/reports/programme-impact/chart?schoolId={Oak}", sensitive: true),
        Read("getPastoralOverview", "demo-head", "/v1/reports/pastoral-overview", sensitive: true),
    ];
}
