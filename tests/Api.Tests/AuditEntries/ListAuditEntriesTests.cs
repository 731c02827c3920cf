using System.Buffers.Text;
using System.Net;
using System.Text;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.AuditEntries;

public sealed class ListAuditEntriesTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task The_auditor_reads_the_audit_and_the_read_is_audited()
    {
        using var auditor = await api.ClientAsync("demo-auditor");
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        var first = await auditor.ReadAsync("/v1/audit-entries");
        Assert.True(first.Status == HttpStatusCode.OK, string.Join("\n", api.Logs.Lines.TakeLast(4)));
        var second = await auditor.ReadAsync("/v1/audit-entries?action=audit_entry.list");
        Assert.True(second.Status == HttpStatusCode.OK, string.Join("\n", api.Logs.Lines.TakeLast(4)));
        var entry = second.Data[0]!;
        Assert.Equal("demo-auditor", entry["clientId"]!.GetValue<string>());
        Assert.Equal(TestData.StaffOf("demo-auditor"), entry["staffId"]!.GetValue<Guid>());
        Assert.Equal(first.Raw.Headers.GetValues("X-Request-Id").Single(), entry["requestId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_a_pupils_record_it_tells_which_field_changed_and_not_what_to()
    {
        using var office = await api.ClientAsync("demo-office");
        using var auditor = await api.ClientAsync("demo-auditor");
        var made = await office.PostAsync("/v1/pupils", new { schoolId = TestData.Oak, givenName = "Aud", familyName = "Itory" });
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await office.PatchAsync($"/v1/pupils/{made.Id}", new { familyName = "Torium" }, made.ETag);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await office.PatchAsync($"/v1/pupils/{made.Id}", new { familyName = "Itory" }, "\"2\"");

        var entries = (await auditor.ReadAsync($"/v1/audit-entries?recordId={made.Id}&limit=10")).Data;
        var names = entries.Select(e => e!["changes"]!.AsArray().Single(c => c!["field"]!.GetValue<string>() == "family_name")!).ToList();
        Assert.Equal(3, names.Count);
        Assert.All(names, n => Assert.StartsWith("\"hmac:", n["after"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Equal(names[0]["after"]!.GetValue<string>(), names[2]["after"]!.GetValue<string>());
        Assert.Equal(names[0]["before"]!.GetValue<string>(), names[1]["after"]!.GetValue<string>());
        Assert.NotEqual(names[0]["after"]!.GetValue<string>(), names[1]["after"]!.GetValue<string>());
        Assert.DoesNotContain("Itory", entries.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Of_rights_it_tells_what_they_are()
    {
        using var admin = await api.ClientAsync("demo-admin");
        using var auditor = await api.ClientAsync("demo-auditor");
        var grant = await admin.PostAsync("/v1/role-grants", new { staffId = TestData.StaffOf("demo-teacher"), role = "support_worker", schoolId = TestData.Oak, startsOn = "2026-11-23" });
        Assert.True(grant.Status == HttpStatusCode.Created, grant.ToString());
        var entries = await auditor.ReadAsync($"/v1/audit-entries?recordId={grant.Id}");
        Assert.Contains("support_worker", entries.BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_may()
    {
        using var dsl = await api.ClientAsync("demo-dsl");
        var answer = await dsl.ReadAsync("/v1/audit-entries");
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_sensitive_read_is_refused_when_it_cannot_be_audited()
    {
        using var auditor = await api.ClientAsync("demo-auditor");
        await api.Database.ExecuteAsync("ALTER TABLE audit_entries ADD CONSTRAINT broken CHECK (action <> 'audit_entry.list') NOT VALID");
        try
        {
            var answer = await auditor.ReadAsync("/v1/audit-entries");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.Status, answer.Code));
        }
        finally
        {
            await api.Database.ExecuteAsync("ALTER TABLE audit_entries DROP CONSTRAINT broken");
        }
    }

    [Fact]
    public async Task Pages_by_cursor_and_refuses_a_foreign_one()
    {
        using var auditor = await api.ClientAsync("demo-auditor");
        for (var i = 0; i < 5; i++)
        {
            api.Clock.Advance(TimeSpan.FromSeconds(1));
            await auditor.ReadAsync("/v1/audit-entries?limit=1");
        }

        var first = await auditor.ReadAsync("/v1/audit-entries?limit=2&action=audit_entry.list");
        var cursor = first.Json["page"]!["nextCursor"]!.GetValue<string>();
        var second = await auditor.ReadAsync($"/v1/audit-entries?limit=2&action=audit_entry.list&cursor={cursor}");
        Assert.Empty(first.Data.Select(e => e!["id"]!.GetValue<Guid>()).Intersect(second.Data.Select(e => e!["id"]!.GetValue<Guid>())));
        Assert.True(first.Data[^1]!["recordedAt"]!.GetValue<DateTimeOffset>() > second.Data[0]!["recordedAt"]!.GetValue<DateTimeOffset>());

        var elsewhere = await auditor.ReadAsync($"/v1/audit-entries?limit=2&cursor={cursor}");
        Assert.Equal((HttpStatusCode.BadRequest, "cursor-invalid"), (elsewhere.Status, elsewhere.Code));
        api.Clock.Advance(TimeSpan.FromHours(25));
        using var tomorrow = await api.ClientAsync("demo-auditor");
        var late = await tomorrow.ReadAsync($"/v1/audit-entries?limit=2&action=audit_entry.list&cursor={cursor}");
        Assert.Equal((HttpStatusCode.Gone, "cursor-expired"), (late.Status, late.Code));
    }

    [Fact]
    public async Task Returns_the_inventory_to_those_who_answer_for_it()
    {
        using var auditor = await api.ClientAsync("demo-auditor");
        var answer = await auditor.ReadAsync("/v1/data-inventory");
        var audit = answer.Json["tables"]!.AsArray().Single(t => t!["name"]!.GetValue<string>() == "audit_entries")!;
        Assert.Equal("audit_record", audit["retention"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_cursor_tells_nobody_the_name_at_which_it_stands()
    {
        using var office = await api.ClientAsync("demo-office");
        var page = await office.ReadAsync("/v1/pupils?limit=1");
        var cursor = page.Json["page"]!["nextCursor"]!.GetValue<string>();
        var readable = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        Assert.DoesNotContain(page.Data[0]!["familyName"]!.GetValue<string>(), readable, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await office.ReadAsync($"/v1/pupils?limit=1&cursor={cursor}")).Status);
        Assert.Equal("cursor-invalid", (await office.ReadAsync($"/v1/pupils?limit=1&cursor={(cursor[0] == 'A' ? 'B' : 'A')}{cursor[1..]}")).Code);
    }
}
