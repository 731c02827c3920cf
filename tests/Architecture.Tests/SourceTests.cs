using System.Reflection;
using System.Text.RegularExpressions;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Common;

namespace PupilSupport.Architecture.Tests;

/// <summary>Rules that hold for every line.</summary>
public sealed class SourceTests
{
    [Fact]
    public void Nobody_reads_the_system_clock() =>
        Assert.Empty(Sources.Holding("src", ["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "DateTime.Today"]));

    [Fact]
    public void Only_the_unit_of_work_and_the_access_log_save() =>
        Assert.Empty(Sources.Holding("src", [".SaveChangesAsync(", ".SaveChanges("], "UnitOfWork.cs", "AccessLog.cs"));

    [Fact]
    public void Nobody_drops_all_query_filters() =>
        Assert.Empty(Sources.Holding("src", [".IgnoreQueryFilters("]));

    [Fact]
    public void Only_the_infrastructure_opens_connections() =>
        Assert.Empty(Sources.Holding("src/Application", ["NpgsqlConnection", "GetDbConnection"]).Concat(Sources.Holding("src/Api", ["new NpgsqlConnection(", "GetDbConnection"])));

    [Fact]
    public void The_trust_is_set_in_few_places_and_never_for_a_session() =>
        Assert.Empty(Sources.Holding("src", ["app.trust_id", "DISCARD ALL", "RESET ALL"],
            "TrustCommandInterceptor.cs", "TrustSql.cs", "Readiness.cs"));

    [Fact]
    public void No_log_call_takes_a_request() =>
        Assert.DoesNotContain(Sources.Of("src"), f => Regex.IsMatch(f.Text, @"[Ll]og(ger)?\.Log\w*\([^)]*\b(request|command|query)\b"));

    [Fact]
    public void Every_value_that_we_log_is_on_the_list_of_those_that_may_be()
    {
        var logged = Sources.Of("src").SelectMany(f => Regex.Matches(f.Text, @"\[LoggerMessage\([^\]]*\)\]"))
            .SelectMany(m => Regex.Matches(m.Value, @"\{(\w+)")).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(logged);
        Assert.Empty(logged.Except(PupilSupport.Api.Observability.AllowListFormatter.Allowed));
    }

    [Fact]
    public void Every_error_code_is_kebab_case_and_says_one_thing()
    {
        var errors = new[] { typeof(Error).Assembly, typeof(CommonErrors).Assembly }
            .SelectMany(a => a.GetTypes()).Where(t => t.Name.EndsWith("Errors", StringComparison.Ordinal))
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(Error)).Select(f => (Error)f.GetValue(null)!).ToList();
        Assert.All(errors, e => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", e.Code));
        Assert.Empty(errors.GroupBy(e => e.Code).Where(g => g.Select(e => e.Kind).Distinct().Count() > 1).Select(g => g.Key));
    }
}
