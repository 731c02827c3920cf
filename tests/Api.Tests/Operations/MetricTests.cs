using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PupilSupport.Api.Tests.Contract;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Operations;

/// <summary>The example dashboard and the alert rules name only what the API or scripts/backup really emit.</summary>
public sealed partial class MetricTests(MetricTests.Metered api) : IClassFixture<MetricTests.Metered>
{
    private static readonly string[] Functions =
    [
        "sum", "max", "by", "rate", "increase", "histogram_quantile", "topk", "time", "absent", "le",
    ];

    public static TheoryData<string> Expressions => [.. FromDashboard().Concat(FromAlerts())];

    [Theory, MemberData(nameof(Expressions))]
    public async Task An_expression_names_only_metrics_that_are_emitted(string expression)
    {
        using var client = await api.ClientAsync("demo-head");
        await client.ReadAsync("/v1/rooms");
        await api.SettleAsync();
        var known = api.Names().Concat(FromTheBackup()).ToHashSet(StringComparer.Ordinal);
        var bare = Labels().Replace(Grouping().Replace(expression, " "), " ");
        var named = Name().Matches(bare).Select(m => m.Value).Except(Functions).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    private static IEnumerable<string> FromDashboard() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "deploy/dashboards/pupil-support.json")))!["panels"]!.AsArray()
            .SelectMany(p => p!["targets"]!.AsArray()).Select(t => t!["expr"]!.GetValue<string>());

    private static IEnumerable<string> FromAlerts() =>
        Expr().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "deploy/alerts/pupil-support.yml"))).Select(m => m.Groups[1].Value);

    private static IEnumerable<string> FromTheBackup() =>
        BackupMetric().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "scripts/backup"))).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\{[^}]*\}|""[^""]*""|\[\w+\]")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\bby \([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\b[a-z_][a-z0-9_]*\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s+expr: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Expr();

    [GeneratedRegex(@"echo ""(pupil_support_backup_\w+) ")]
    private static partial Regex BackupMetric();

    /// <summary>Listens for instruments from before the API is put together.</summary>
    public sealed class Metered : ApiFactoryWithWorkers
    {
        private static readonly string[] Exported =
            ["PupilSupport", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "Npgsql", "System.Runtime"];

        private readonly HashSet<string> _names = [];
        private readonly MeterListener _listener;

        public Metered()
        {
            _listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(instrument) };
            _listener.Start();
        }

        /// <summary>The names as Prometheus has them after OTLP.</summary>
        public IReadOnlyList<string> Names()
        {
            lock (_names)
            {
                return [.. _names];
            }
        }

        /// <summary>Waits until the job runner has measured its queue once.</summary>
        public async Task SettleAsync()
        {
            for (var i = 0; i < 200 && !Names().Contains("pupil_support_jobs_open"); i++)
            {
                await Task.Delay(50);
            }
        }

        protected override void Dispose(bool disposing)
        {
            _listener.Dispose();
            base.Dispose(disposing);
        }

        private void Note(Instrument instrument)
        {
            if (Exported.Contains(instrument.Meter.Name))
            {
                lock (_names)
                {
                    _names.UnionWith(Translate(instrument));
                }
            }
        }

        private static IEnumerable<string> Translate(Instrument instrument)
        {
            var name = instrument.Name.Replace('.', '_') + instrument.Unit switch
            {
                "s" => "_seconds",
                "ms" => "_milliseconds",
                "By" => "_bytes",
                "1" => "_ratio",
                _ => "",
            };
            var type = instrument.GetType().Name;
            return type.StartsWith("Histogram", StringComparison.Ordinal) ? [name + "_bucket", name + "_sum", name + "_count"]
                : type.Contains("UpDown", StringComparison.Ordinal) || type.Contains("Gauge", StringComparison.Ordinal) ? [name]
                : [name + "_total"];
        }
    }
}
