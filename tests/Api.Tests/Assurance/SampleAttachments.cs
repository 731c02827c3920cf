using PupilSupport.Api.Tests.Attachments;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Attachments = "/v1/attachments";

    private static IEnumerable<Sample> AttachmentSamples() =>
    [
        Write("uploadAttachment", "demo-support", async w => Attach(w, await SessionIdAsync(w))),
        Write("withdrawAttachment", "demo-support", async w => Call.Post(await AttachmentAsync(w) + "/withdraw", new { reason = w.Text("reason") }, "\"1\"")),
        Write("createDownloadTicket", "demo-support", async w => Call.Post(await AttachmentAsync(w) + "/download-tickets", new { })) with { HasEvents = false },
    ];

    private static IEnumerable<Sample> AttachmentReads() =>
    [
        new("listAttachments", "demo-support", async w =>
        {
            var session = await SessionIdAsync(w);
            await w.DoneAsync("demo-support", Attach(w, session));
            return Call.Get($"{Attachments}?recordKind=support_session&recordId={session}");
        }) { IsSensitive = true },
        new("getAttachment", "demo-support", async w => Call.Get(await AttachmentAsync(w))) { IsSensitive = true },
        new("downloadAttachment", "demo-support", async w =>
        {
            var attachment = await AttachmentAsync(w);
            var ticket = await w.DoneAsync("demo-support", Call.Post(attachment + "/download-tickets", new { }));
            return Call.Get($"{attachment}/content?ticket={ticket.Text("ticket")}");
        }) { IsSensitive = true, UsesUp = "download_tickets" },
    ];

    /// <summary>A new file for the record, the same bytes each time the call is sent.</summary>
    public static Call Attach(World world, Guid record, string kind = "support_session")
    {
        var (form, mediaType) = AttachmentRequests.Form(kind, record.ToString(), TestFiles.Pdf(world.Text("page")), $"{world.Text("file").TrimEnd('.')}.pdf", "application/pdf");
        return new Call(HttpMethod.Post, Attachments, form, mediaType);
    }

    /// <summary>The address of a new file of a new session of demo-support.</summary>
    private static async Task<string> AttachmentAsync(World world) =>
        $"{Attachments}/{(await world.DoneAsync("demo-support", Attach(world, await SessionIdAsync(world)))).Id}";

    private static async Task<Guid> SessionIdAsync(World world)
    {
        var session = await SessionAsync(world);
        return Guid.Parse(session[(session.LastIndexOf('/') + 1)..]);
    }
}
