using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Signpostings = "/v1/signpostings";

    // Recording opens the task that asks for the follow-up, whose end is part of what ends it.
    private static IEnumerable<Sample> SignpostingSamples() =>
    [
        Write("recordSignposting", "demo-pastoral", async w => Call.Post(Signpostings, await SignpostingBodyAsync(w)), records: 2),
        Write("recordSignposting", "demo-pastoral", async w =>
        {
            var late = await SignpostingBodyAsync(w, TestData.OakPupils[0]);
            late["at"] = "2026-11-02T09:00:00Z";
            late["lateReason"] = w.Text("reason");
            late.Remove("followUpOn");
            return Call.Post(Signpostings, late);
        }),
        Write("followUpSignposting", "demo-pastoral", async w =>
            Call.Post(await SignpostingAsync(w) + "/follow-up", new { outcome = "taken_up", note = w.Text("note") }, "\"1\""), records: 2),
        Write("voidSignposting", "demo-pastoral", async w => Call.Post(await SignpostingAsync(w) + "/void", new { reason = w.Text("reason") }, "\"1\""), records: 2),
        Read("listSignpostings", "demo-pastoral", Signpostings, sensitive: true),
        new("getSignposting", "demo-pastoral", async w => Call.Get(await SignpostingAsync(w))) { IsSensitive = true },
    ];

    private static async Task<System.Text.Json.Nodes.JsonObject> SignpostingBodyAsync(World world, Guid? of = null)
    {
        var pupil = of ?? (await PupilAsync(world)).Id;
        var contact = await world.DoneAsync("demo-pastoral", Call.Post($"/v1/pupils/{pupil}/contacts", Bodies.Contact(world)));
        var agency = await world.DoneAsync("demo-pastoral", Call.Post(Agencies, Bodies.Agency(world, Oak)));
        return Bodies.Signposting(world, pupil, contact.Id, agency.Id);
    }

    private static async Task<string> SignpostingAsync(World world) =>
        $"{Signpostings}/{(await world.DoneAsync("demo-pastoral", Call.Post(Signpostings, await SignpostingBodyAsync(world)))).Id}";
}
