using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Domain.Plans;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>What the new school gets of a pupil who moves.</summary>
public class HandOverPackTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task It_holds_what_its_issuer_reads_with_the_seals_of_its_records_and_nothing_else()
    {
        var pupil = TestData.OakPupils[1];
        var move = PlanRows.Active(PlanType.Transition, pupil);
        var support = PlanRows.Active(PlanType.Individual, pupil, PlanRows.Content(PlanType.Individual, new(Guid.NewGuid())) with
        {
            Summary = "Gets lost between lessons",
            Views = new() { Pupil = "I want a map", ParentNotGiven = new() { Kind = PlanViewAbsence.WithheldSafeguarding, Reason = "The father must not learn of it" } },
        });
        var id = await api.Database.InsertAsync(move);
        await api.Database.InsertAsync(support);
        await api.Database.InsertAsync(PlanRows.Active(PlanType.Healthcare, pupil));
        await api.Database.InsertAsync(PlanRows.Draft(PlanType.Behaviour, pupil, PlanRows.Content(PlanType.Behaviour, new(Guid.NewGuid())) with { Summary = "Only a draft" }));
        await api.Database.InsertAsync(PlanRows.Active(PlanType.Attendance, TestData.OakPupils[2], PlanRows.Content(PlanType.Attendance, new(Guid.NewGuid())) with { Summary = "Of another child" }));
        using var senco = await api.ClientAsync("demo-senco");
        using var thrive = await api.ClientAsync("demo-thrive-lead");
        var profile = await senco.PutAsync($"/v1/pupils/{pupil}/profile", new { strengths = new[] { "Knows every bird" }, strategies = new[] { "One step at a time" }, triggers = Array.Empty<string>(), whatHelps = Array.Empty<string>() });
        Assert.True(profile.Raw.IsSuccessStatusCode, profile.ToString());

        var html = (await senco.IssuedAsync(Body(id, "html"))).Text;
        foreach (var said in new[]
        {
            "Lantern Hill Academy", "Took place. Showed her the model boat", "A calm start and a place to sit near the door.", "Knows every bird", "Gets lost between lessons", "I want a map",
            "No better after ten puffs", Hash(move), Hash(support), support.Id.Value.ToString(), "The Year 7 pastoral lead",
        })
        {
            Assert.Contains(said, html, StringComparison.Ordinal);
        }

        foreach (var text in new[] { html, (await senco.IssuedAsync(Body(id, "json"))).Text, (await senco.IssuedAsync(Body(id, "csv"))).Text })
        {
            foreach (var kept in new[] { "must not learn", "withheld", "Only a draft", "Of another child" })
            {
                Assert.DoesNotContain(kept, text, StringComparison.OrdinalIgnoreCase);
            }
        }

        // One of its plans ends: what is on paper is not how things stand. Another child's plan changes nothing.
        var number = (await senco.PostAsync(DocumentRequests.Url, Body(id, "html"))).Text("number");
        await EndAsync(TestData.OakPupils[2]);
        Assert.False((await senco.PostAsync($"{DocumentRequests.Url}/verify", new { number })).Json["hasChanged"]!.GetValue<bool>());
        await EndAsync(pupil);
        Assert.True((await senco.PostAsync($"{DocumentRequests.Url}/verify", new { number })).Json["hasChanged"]!.GetValue<bool>());

        var without = (await thrive.IssuedAsync(Body(id, "html"))).Text;
        Assert.DoesNotContain("ten puffs", without, StringComparison.Ordinal);
        Assert.Contains("that whoever issued it takes part in; others are left out", without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_made_of_a_transition_plan_for_those_who_read_all_plans_of_the_pupil()
    {
        var move = await api.Database.InsertAsync(PlanRows.Active(PlanType.Transition, TestData.OakPupils[3]));
        var draft = await api.Database.InsertAsync(PlanRows.Draft(PlanType.Transition, TestData.OakPupils[4]));
        var other = await api.Database.InsertAsync(PlanRows.Active(PlanType.Behaviour, TestData.OakPupils[3]));
        foreach (var (by, plan, expected) in new[]
        {
            ("demo-head", move, HttpStatusCode.Created), ("demo-phase-lead", move, HttpStatusCode.Created), ("demo-teacher", move, HttpStatusCode.Forbidden), ("demo-medical-lead", move, HttpStatusCode.Forbidden),
            ("far-dsl", move, HttpStatusCode.UnprocessableEntity), ("demo-senco", other, HttpStatusCode.UnprocessableEntity), ("demo-senco", draft, HttpStatusCode.Conflict),
        })
        {
            using var client = await api.ClientAsync(by);
            Assert.Equal((by, expected), (by, (await client.PostAsync(DocumentRequests.Url, Body(plan, "html"))).Status));
        }
    }

    private async Task EndAsync(Guid pupil) => await api.Database.ExecuteAsync(
        "UPDATE plans SET status = 'closed', ended_at = '2026-11-24T09:00:00Z', state_reason = 'Done' WHERE pupil_id = $1 AND type IN ('individual', 'attendance')", pupil);

    private static string Hash(Plan plan) => Convert.ToHexStringLower(plan.Versions[0].ContentHash!);

    private static JsonObject Body(Guid plan, string format) => new() { ["kind"] = "hand_over_pack", ["format"] = format, ["recordId"] = plan };
}
