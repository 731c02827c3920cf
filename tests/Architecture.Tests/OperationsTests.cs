using System.Reflection;
using System.Text.RegularExpressions;
using PupilSupport.Api;
using PupilSupport.Api.Observability;
using PupilSupport.Infrastructure;

namespace PupilSupport.Architecture.Tests;

/// <summary>docs/operations.md tells of everything that there is to operate, and of nothing that there is not.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Runbook = Sources.Read("docs/operations.md");

    // By the framework, or by a name that the code puts together.
    private static readonly string[] ReadOtherwise =
    [
        "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "OTEL_EXPORTER_OTLP_ENDPOINT",
        "ConnectionStrings__Default", "ConnectionStrings__System",
    ];

    [Fact]
    public void Every_setting_that_the_code_reads_is_in_the_table() => Assert.Empty(Read().Except(Documented()).Order());

    [Fact]
    public void Every_setting_in_the_table_is_read_by_the_code() => Assert.Empty(Documented().Except(Read()).Except(ReadOtherwise).Order());

    [Fact]
    public void The_log_fields_are_those_that_may_be_logged() => Assert.Equal(
        AllowListFormatter.Allowed.Order(StringComparer.Ordinal),
        Section("Log fields").SelectMany(l => FirstCell().Matches(l)).SelectMany(m => Code().Matches(m.Groups[1].Value)).Select(m => m.Groups[1].Value)
            .Except(["at", "level", "category", "event", "trace", "message", "exceptions"]).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fault_that_keeps_the_API_from_being_ready_is_explained()
    {
        var checks = Sources.Read("src/Api/Security/StartupChecks.cs") + Sources.Read("src/Infrastructure/Health/Readiness.cs");
        var faults = Fault().Matches(checks).Select(m => m.Groups[1].Value).Where(f => f.Contains('-', StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(faults.Count > 15, string.Join(' ', faults));
        Assert.DoesNotContain(faults, f => !Runbook.Contains($"`{f}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_subcommand_is_explained()
    {
        var commands = Regex.Matches(Sources.Read("src/Api/Subcommands/Subcommand.cs"), """\["([a-z-]+)"\] = """).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(commands);
        Assert.DoesNotContain(commands, c => !Runbook.Contains($"`{c}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_alert_has_its_first_steps()
    {
        var alerts = Regex.Matches(Sources.Read("deploy/alerts/pupil-support.yml"), @"- alert: (\w+)").Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(alerts);
        Assert.DoesNotContain(alerts, a => !Runbook.Contains($"`{a}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_path_that_it_names_is_in_the_contract()
    {
        var contract = Sources.Read("openapi.yaml");
        var paths = Regex.Matches(Runbook, @"/v1/[\w{}/-]+").Select(m => m.Value).Distinct().ToList();
        Assert.NotEmpty(paths);
        Assert.DoesNotContain(paths, p => !Regex.IsMatch(contract, $"^  '?{Regex.Escape(p)}'?:", RegexOptions.Multiline));
    }

    /// <summary>The settings as environment variables; <c>Section__0</c> stands for a list.</summary>
    private static HashSet<string> Read()
    {
        var source = string.Join('\n', Sources.Of("src").Select(f => f.Text));
        var literals = Literal().Matches(source).Select(m => Regex.Replace(m.Groups[1].Value, @"\{[\w.]+\}", "NAME"))
            .Concat(Sources.Of("src").SelectMany(f => OfSections(f.Text)))
            .Concat(ConnectionName().Matches(source).Select(m => "ConnectionStrings:" + m.Groups[1].Value))
            .Concat(Plain().Matches(source).Select(m => m.Groups[1].Value))
            .Concat(Sources.Of("src").SelectMany(f => Lists().Matches(f.Text).Select(m => NameOf(m.Groups[1].Value, f.Text, source) + ":0")))
            .Concat(Sources.Of("src").SelectMany(f => Bound().Matches(f.Text).SelectMany(m => Members(m, f.Text, source))));
        var keys = literals.Select(l => l.Replace(":", "__", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        keys.RemoveWhere(k => keys.Contains(k + "__0") || keys.Any(other => other.StartsWith(k + "__", StringComparison.Ordinal)));
        return keys;
    }

    /// <summary>What is read of a section that a variable holds.</summary>
    private static IEnumerable<string> OfSections(string source) =>
        from section in Regex.Matches(source, "var (\\w+) = \\w*[cC]onfiguration\\.GetSection\\(\"(\\w+)\"\\)")
        from member in Regex.Matches(source, $"\\b{section.Groups[1].Value}(?:\\[|\\.GetValue(?:<\\w+>)?\\()\"(\\w+)\"")
        select $"{section.Groups[2].Value}:{member.Groups[1].Value}";

    private static HashSet<string> Documented() =>
        [.. Section("Configuration").SelectMany(l => FirstCell().Matches(l)).SelectMany(m => Code().Matches(m.Groups[1].Value)).Select(m => m.Groups[1].Value)];

    private static IEnumerable<string> Section(string title) =>
        Runbook.Split('\n').SkipWhile(l => l != $"## {title}").Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal));

    private static IEnumerable<string> Members(Match bound, string file, string source)
    {
        var (type, section) = (bound.Groups["type"].Value, NameOf(bound.Groups["section"].Value, file, source));
        var found = new[] { typeof(ApiMarker).Assembly, typeof(InfrastructureServices).Assembly, typeof(Application.ApplicationServices).Assembly }
            .SelectMany(a => a.GetTypes()).Single(t => t.Name == type);
        return found.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null)
            .Select(p => $"{section}:{p.Name}{(p.PropertyType != typeof(string) && p.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? ":0" : "")}");
    }

    /// <summary>A literal's value, or that of the constant of this name: in the file, or in the class that goes before the dot.</summary>
    private static string NameOf(string expression, string file, string source)
    {
        if (expression.StartsWith('"'))
        {
            return expression.Trim('"');
        }

        var parts = expression.Split('.');
        var within = parts.Length > 1 ? source[Regex.Match(source, $@"class {parts[0]}\b").Index..] : file;
        return Regex.Match(within, $"const string {parts[^1]} = \"([^\"]+)\"").Groups[1].Value;
    }

    [GeneratedRegex("\"([A-Z][A-Za-z]+(?::(?:[A-Z][A-Za-z0-9]+|\\{[\\w.]+\\}))+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("GetConnectionString\\(\"(\\w+)\"\\)")]
    private static partial Regex ConnectionName();

    [GeneratedRegex("onfiguration\\.GetValue\\(\"([A-Z]\\w+)\"")]
    private static partial Regex Plain();

    [GeneratedRegex("GetSection\\((\"[^\"]+\"|[\\w.]+)\\)\\.Get<(?:string\\[\\]|List<string>)>")]
    private static partial Regex Lists();

    [GeneratedRegex("(?:AddOptions<(?<type>\\w+)>\\(\\)\\s*\\.BindConfiguration\\((?<section>\"[^\"]+\"|[\\w.]+)\\)|Configure<(?<type>\\w+)>\\([^;]*?GetSection\\((?<section>\"[^\"]+\"|[\\w.]+)\\)|GetSection\\((?<section>\"[^\"]+\"|[\\w.]+)\\)\\.Get<(?<type>[A-Z]\\w+)>)")]
    private static partial Regex Bound();

    [GeneratedRegex(@"^\|([^|]+)\|")]
    private static partial Regex FirstCell();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("[\"'(]([a-z]+(?:-[a-z]+)+)[\"']")]
    private static partial Regex Fault();
}
