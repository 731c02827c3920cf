using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Documents;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.Domain.Plans;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.InformationShares;

/// <summary>A document that is made to leave the school stands in the log from the moment it is issued.</summary>
public class LeavingDocumentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/information-shares";

    [Fact]
    public async Task A_plan_and_a_hand_over_pack_are_entered_in_the_transaction_that_issues_them()
    {
        var pupil = TestData.OakPupils[1];
        var care = await api.Database.InsertAsync(PlanRows.Active(PlanType.Healthcare, pupil));
        var move = await api.Database.InsertAsync(PlanRows.Active(PlanType.Transition, pupil));
        using var senco = await api.ClientAsync("demo-senco");
        var copy = await EntryAsync(senco, Body("plan", "docx", care));
        Assert.Equal(
            ("shared", "The pupil’s family", "Healthcare plan, version 1", "public_task", "substantial_public_interest", "statutory_and_government_purposes", "health"),
            (Text(copy, "decision"), Text(copy, "to"), Text(copy, "what"), Text(copy, "article6"), Text(copy, "article9"), Text(copy, "schedule1"), Text(copy, "label")));
        Assert.Equal((TestData.StaffOf("demo-senco"), care, 0), (copy["decidedById"]!.GetValue<Guid>(), copy["recordIds"]![0]!.GetValue<Guid>(), copy["findings"]!.AsArray().Count));

        var entries = await EntriesAsync(senco, Body("hand_over_pack", "html", move));
        var pack = entries.Single(e => e["pupilId"]!.GetValue<Guid>() == pupil);
        var buddy = entries.Single(e => e["pupilId"]!.GetValue<Guid>() == TestData.OakPupils[5]);
        Assert.Equal(
            (2, "Lantern Hill Academy", "What a document about another pupil says of this one", 0),
            (entries.Count, Text(buddy, "to"), Text(buddy, "what"), buddy["recordIds"]!.AsArray().Count));
        Assert.Equal(("Lantern Hill Academy", "Hand-over pack: Plan for a move, Healthcare plan", "health"), (Text(pack, "to"), Text(pack, "what"), Text(pack, "label")));
        Assert.Equal([move, care], pack["recordIds"]!.AsArray().Select(i => i!.GetValue<Guid>()));

        var other = await EntryAsync(senco, Body("plan", "html", care, new
        {
            to = "Her grandmother, who has parental responsibility",
            reason = "She asked",
            article6 = "consent",
            article9 = "explicit_consent",
            method = "in_person",
        }));
        Assert.Equal(
            ("Her grandmother, who has parental responsibility", "She asked", "consent", "explicit_consent", null, "in_person"),
            (Text(other, "to"), Text(other, "reason"), Text(other, "article6"), Text(other, "article9"), other["schedule1"]?.ToString(), Text(other, "method")));
        var story = (await senco.ReadAsync($"/v1/pupils/{pupil}/chronology?kind=information_share")).Data;
        Assert.Equal(3, story.Count);

        // Its copy cannot be entered again, and what never left is voided.
        var again = await senco.PostAsync(Url, new
        {
            pupilId = pupil,
            what = "x",
            to = "y",
            decision = "shared",
            reason = "z",
            article6 = "public_task",
            documentId = other["documentId"]!.GetValue<Guid>(),
        });
        Assert.Equal((HttpStatusCode.Conflict, "document-share-exists"), (again.Status, again.Code));
        var voided = await senco.PostAsync($"{Url}/{other["id"]}/void", new { reason = "She did not come" }, "\"1\"");
        Assert.Equal("voided", voided.Text("status"));
        var right = await senco.PostAsync(Url, new
        {
            pupilId = pupil,
            what = "x",
            to = "y",
            decision = "shared",
            reason = "z",
            article6 = "public_task",
            documentId = other["documentId"]!.GetValue<Guid>(),
        });
        Assert.True(right.Status == HttpStatusCode.Created, right.ToString());

        // Article 6 alone, as usual for the kind, does not take the rest of the basis away.
        var usual = await EntryAsync(senco, Body("plan", "html", care, new { article6 = "public_task" }));
        Assert.Equal(("substantial_public_interest", "statutory_and_government_purposes"), (Text(usual, "article9"), Text(usual, "schedule1")));
    }

    [Fact]
    public async Task Without_a_whole_basis_nothing_leaves()
    {
        var plan = await api.Database.InsertAsync(PlanRows.Active(PlanType.Behaviour, TestData.OakPupils[2]));
        using var senco = await api.ClientAsync("demo-senco");
        foreach (var (sharing, status, code, pointer) in new (object, HttpStatusCode, string, string)[]
        {
            (new { article6 = "public_task", article9 = "health_or_social_care" }, HttpStatusCode.UnprocessableEntity, "schedule-1-condition-missing", "/sharing/schedule1"),
            (new { article6 = "consent" }, HttpStatusCode.UnprocessableEntity, "article-9-condition-missing", "/sharing/article9"),
            (new { article6 = "public_task", schedule1 = "safeguarding" }, HttpStatusCode.UnprocessableEntity, "article-9-condition-missing", "/sharing/article9"),
            (new { article9 = "explicit_consent" }, HttpStatusCode.BadRequest, "required", "/sharing/article6"),
        })
        {
            var refused = await senco.PostAsync(DocumentRequests.Url, Body("plan", "html", plan, sharing));
            var fault = refused.Json["errors"]![0]!;
            Assert.Equal((status, code, pointer), (refused.Status, Text(fault, "code"), Text(fault, "pointer")));
        }

        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM documents WHERE record_id = $1", plan));
        var stays = await senco.PostAsync(DocumentRequests.Url, new { kind = "plan_list", format = "json", schoolId = TestData.Oak, sharing = new { to = "x" } });
        Assert.Equal((HttpStatusCode.BadRequest, "not-applicable"), (stays.Status, Text(stays.Json["errors"]![0]!, "code")));
        var list = await senco.PostAsync(DocumentRequests.Url, new { kind = "plan_list", format = "json", schoolId = TestData.Oak });
        Assert.Empty((await senco.ReadAsync($"{Url}?documentId={list.Id}")).Ids());
    }

    private static async Task<JsonNode> EntryAsync(HttpClient client, JsonObject body) => Assert.Single(await EntriesAsync(client, body));

    private static async Task<List<JsonNode>> EntriesAsync(HttpClient client, JsonObject body)
    {
        var issued = await client.IssuedAsync(body);
        return [.. (await client.ReadAsync($"{Url}?documentId={issued.Line["id"]}")).Data.Select(e => e!)];
    }

    private static JsonObject Body(string kind, string format, Guid plan, object? sharing = null)
    {
        var body = new JsonObject { ["kind"] = kind, ["format"] = format, ["recordId"] = plan };
        if (sharing is not null)
        {
            body["sharing"] = System.Text.Json.JsonSerializer.SerializeToNode(sharing);
        }

        return body;
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
