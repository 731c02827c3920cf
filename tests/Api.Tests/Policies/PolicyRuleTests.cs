using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Api.Http.Json;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Policies;
using PupilSupport.TestSupport;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using static PupilSupport.Api.Tests.Policies.PolicyRequests;

namespace PupilSupport.Api.Tests.Policies;

public sealed class ApiWithSensitivePolicy : ApiFactory
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton(PolicyDefinition.Of<WatchPolicy>()));
    }

    /// <summary>Stands for a policy that an outsider could use.</summary>
    public sealed record WatchPolicy : IPolicy<WatchPolicy>
    {
        private static readonly DateOnly NewLaw = new(2027, 9, 1);

        public static PolicyHead Head { get; } = new("watch", "When somebody is told", "Made up") { IsSensitive = true };

        [Range(1, 9)]
        public int Times { get; init; } = 3;

        public static WatchPolicy DefaultOn(DateOnly day) => new() { Times = day < NewLaw ? 3 : 5 };
    }
}

/// <summary>What the rules make of policies.</summary>
public class PolicyRuleTests(ApiWithSensitivePolicy api) : IClassFixture<ApiWithSensitivePolicy>
{
    [Fact]
    public async Task A_rule_goes_by_the_policy_of_the_events_day_not_of_today()
    {
        api.Clock.Now = TestClock.Monday;
        using var head = await api.ClientAsync("demo-head");
        await head.SetAsync("2026-11-24", new { noteOpenHours = 1, maxPlannedMinutes = 30, catchUpOwedFor = new[] { "other" } }, TestData.Oak);
        var (monday, tuesday) = (await CompletedAsync("2026-11-23T10:00:00Z", 45), await CompletedAsync("2026-11-24T10:00:00Z", 30));

        api.Clock.Now = new DateTimeOffset(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);
        using var worker = await api.ClientAsync("demo-support");
        var late = await worker.PostAsync($"/v1/support-sessions/{tuesday}/amend", new { note = "Better words" }, "\"2\"");
        Assert.Equal((HttpStatusCode.Conflict, "note-closed"), (late.Status, late.Code));
        Assert.Equal(HttpStatusCode.OK, (await worker.PostAsync($"/v1/support-sessions/{monday}/amend", new { note = "Better words" }, "\"2\"")).Status);
        var listed = (await worker.ReadAsync("/v1/support-sessions?from=2026-11-23&to=2026-11-24")).Data.ToDictionary(
            s => s!["id"]!.GetValue<Guid>(), s => s!["allowedActions"]!.AsArray().Any(a => a!.GetValue<string>() == "amend"));
        Assert.Equal((true, false), (listed[monday], listed[tuesday]));

        var tooLong = await worker.PostAsync("/v1/support-sessions", Plan("2026-11-25T09:00:00Z", 45));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "planned-length", 30), (tooLong.Status, tooLong.Code, tooLong.Json["max"]!.GetValue<int>()));
        var missed = await worker.PostAsync("/v1/support-sessions", Plan("2026-11-25T09:00:00Z", 30));
        var owed = await worker.PostAsync($"/v1/support-sessions/{missed.Id}/miss", new { reason = "other" }, missed.ETag);
        Assert.True(owed.Json["catchUpOwed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_sensitive_policy_is_for_few()
    {
        using var admin = await api.ClientAsync("demo-admin");
        var made = await admin.PostAsync(Values, new { policy = "watch", effectiveFrom = "2027-01-01", value = new { times = 4 }, reason = "After the review" });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        using var auditor = await api.ClientAsync("demo-auditor");
        Assert.Equal(HttpStatusCode.OK, (await auditor.ReadAsync("/v1/policies/watch")).Status);
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.ReadAsync("/v1/policies/watch")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.ReadAsync($"{Values}/{made.Id}")).Status);
        Assert.DoesNotContain((await teacher.ReadAsync("/v1/policies")).Data, p => p!["name"]!.GetValue<string>() == "watch");
        Assert.DoesNotContain((await teacher.ReadAsync(Values)).Data, v => v!["policy"]!.GetValue<string>() == "watch");
    }

    [Fact]
    public async Task A_default_may_change_with_the_law()
    {
        using var admin = await api.ClientAsync("demo-admin");
        Assert.Equal(3, (await admin.ReadAsync("/v1/policies/watch?on=2026-12-31")).Json["inForce"]!["times"]!.GetValue<int>());
        Assert.Equal(5, (await admin.ReadAsync("/v1/policies/watch?on=2027-09-01")).Json["default"]!["times"]!.GetValue<int>());
    }

    /// <summary>For every policy that there is or will be.</summary>
    [Fact]
    public void The_schema_the_check_the_bounds_and_the_default_agree()
    {
        var (catalogue, json) = (api.Services.GetRequiredService<PolicyCatalogue>(), api.Services.GetRequiredService<IPolicyJson>());
        foreach (var policy in catalogue.All)
        {
            var standard = json.Write(policy.DefaultOn(new DateOnly(2026, 11, 23)));
            var schema = json.Schema(policy.Type)["properties"]!.AsObject();
            Assert.Equal(standard.Select(m => m.Key).Order(), schema.Select(m => m.Key).Order());
            Assert.Empty(json.Check(standard.Deserialize<Dictionary<string, JsonElement>>()!, policy.Type));
            Assert.Null(policy.DefaultOn(new DateOnly(2026, 11, 23)).Refusal());
            Assert.All(schema, m => Assert.False(string.IsNullOrEmpty(m.Value!["type"]?.ToString()), $"{policy.Head.Name}.{m.Key} has no type"));
            foreach (var property in policy.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetCustomAttribute<RangeAttribute>() is not null))
            {
                Bounds(json, policy, JsonNamingPolicy.CamelCase.ConvertName(property.Name), schema);
            }
        }
    }

    private static void Bounds(IPolicyJson json, PolicyDefinition policy, string member, System.Text.Json.Nodes.JsonObject schema)
    {
        var (min, max) = (schema[member]!["minimum"]!.GetValue<decimal>(), schema[member]!["maximum"]!.GetValue<decimal>());
        int Faults(decimal value) => json.Check(new Dictionary<string, JsonElement> { [member] = JsonSerializer.SerializeToElement(value, StrictJson.Options) }, policy.Type).Count;
        Assert.Equal((0, 0, 1, 1), (Faults(min), Faults(max), Faults(min - 1), Faults(max + 1)));
    }

    private static object Plan(string startsAt, int minutes) => new
    {
        schoolId = TestData.Oak,
        type = "thrive_one_to_one",
        practitionerId = TestData.StaffOf("demo-support"),
        startsAt,
        plannedMinutes = minutes,
        participants = new[] { new { pupilId = TestData.OakPupils[0] } },
    };

    private async Task<Guid> CompletedAsync(string startsAt, int minutes)
    {
        api.Clock.Now = DateTimeOffset.Parse(startsAt, null).AddMinutes(minutes);
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.PostAsync("/v1/support-sessions", Plan(startsAt, minutes));
        Assert.True(made.Raw.IsSuccessStatusCode, made.ToString());
        var done = await worker.PostAsync($"/v1/support-sessions/{made.Id}/complete", new
        {
            actualMinutes = minutes,
            note = "Built a den.",
            participants = new[] { new { pupilId = TestData.OakPupils[0], attendance = "attended" } },
        }, made.ETag);
        Assert.True(done.Raw.IsSuccessStatusCode, done.ToString());
        return made.Id;
    }
}
