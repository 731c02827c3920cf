using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Documents = "/v1/documents";

    private static IEnumerable<Sample> DocumentSamples() =>
    [
        Write("issueDocument", "demo-support", async w => Call.Post(Documents, new { kind = "support_session", format = "html", recordId = IdOf(await CompletedAsync(w)) })),
        Write("issueDocument", "demo-support", _ => Call.Post(Documents, new { kind = "pupil_chronology", format = "json", pupilId = TestData.OakPupils[0] })),
        Write("issueDocument", "demo-support", _ => Call.Post(Documents, new { kind = "school_day_sheet", format = "csv", schoolId = Oak, on = "2026-11-23" })),
        Write("issueDocument", "demo-support", async w => Call.Post(Documents, new { kind = "task", format = "json", recordId = IdOf(await TaskAsync(w)) })),
        Write("issueDocument", "demo-dsl", _ => Call.Post(Documents, new { kind = "pupil_list", format = "csv", schoolId = Oak, classId = TestData.OakClass })),
        Write("issueDocument", "demo-dsl", _ => Call.Post(Documents, new { kind = "task_list", format = "html", schoolId = Oak, pupilId = TestData.OakPupils[0], staffId = Me, team = "dsl" })),
        Write("issueDocument", "demo-dsl", _ => Call.Post(Documents, new { kind = "policy_list", format = "json", schoolId = Oak, on = "2026-11-23" })),
        Write("issueDocument", "demo-auditor", _ => Call.Post(Documents, new { kind = "audit_entry_list", format = "csv", schoolId = Oak, staffId = Me, from = "2026-11-23", to = "2026-11-23" })),
        Write("issueDocument", "demo-medical-lead", _ => Call.Post(Documents, new { kind = "mar_month", format = "html", pupilId = TestData.OakPupils[0], on = "2026-11-23" })),
        Write("issueDocument", "demo-medical-lead", _ => Call.Post(Documents, new { kind = "mar_blank", format = "docx", pupilId = TestData.OakPupils[0], on = "2026-11-23" })),
        Write("issueDocument", "demo-medical-lead", _ => Call.Post(Documents, new { kind = "mar_day", format = "json", schoolId = Oak, on = "2026-11-23" })),
        Read("listDocuments", "demo-dsl", Documents, sensitive: true),
        new("getDocument", "demo-support", async w => Call.Get($"{Documents}/{(await SummaryAsync(w)).Id}")),
        new("getDocumentContent", "demo-support", async w => Call.Get($"{Documents}/{(await SummaryAsync(w)).Id}/content")) { IsSensitive = true },
        new("verifyDocument", "demo-support", async w => Call.Post(Documents + "/verify", new { number = (await SummaryAsync(w)).Text("number") })),
    ];

    private static Task<Answer> SummaryAsync(World world) =>
        world.DoneAsync("demo-support", Call.Post(Documents, new { kind = "pupil_summary", format = "json", pupilId = TestData.OakPupils[0] }));

    private static Guid IdOf(string url) => Guid.Parse(url[(url.LastIndexOf('/') + 1)..]);
}
