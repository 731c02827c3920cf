using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>A request that its operation accepts.</summary>
/// <param name="Operation">The operationId.</param>
/// <param name="Client">Who sends it: bound to a school, where any such client may.</param>
/// <param name="Prepare">Makes what must stand before it, new each time, and the request.</param>
internal sealed record Sample(string Operation, string Client, Func<World, Task<Call>> Prepare)
{
    /// <summary>How many records it changes.</summary>
    public int Records { get; init; } = 1;

    /// <summary>Whether the change feed tells of it; of jobs it does not.</summary>
    public bool HasEvents { get; init; } = true;

    /// <summary>For a read: whether it is a sensitive one, which is audited.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>For a read: the table in which it notes that it cannot be had twice.</summary>
    public string? UsesUp { get; init; }
}

/// <summary>
/// At least one sample of every operation. Where a body has members with ids, some sample has each of them: the
/// matrix puts other ids in their places.
/// </summary>
internal static partial class Samples
{
    public const string Sessions = "/v1/support-sessions";

    public static readonly IReadOnlyList<Sample> All =
    [
        .. SchoolSamples(),
        .. StaffSamples(),
        .. PupilSamples(),
        .. SessionSamples(),
        .. SessionEndSamples(),
        .. AccessSamples(),
        .. JobSamples(),
        .. DocumentSamples(),
        .. PolicySamples(),
        .. AttachmentSamples(),
        .. AttachmentReads(),
        .. LinkSamples(),
        .. Reads(),
        .. AccessReads(),
        .. NotificationSamples(),
        .. WebhookSamples(),
        .. TaskSamples(),
        .. TaskReads(),
        .. TrainingSamples(),
        .. ProgrammeSamples(),
        .. PlanSamples(),
        .. PlanTemplateSamples(),
        .. PlanActions(),
        .. PlanSignatureSamples(),
        .. PlanReviewSamples(),
        .. ReferralSamples(),
        .. SupportReportSamples(),
        .. SeriesSamples(),
        .. AssessmentSamples(),
        .. StockSamples(),
        .. ObservationSamples(),
        .. SupervisionSamples(),
        .. RecognitionSamples(),
        .. VulnerabilitySamples(),
        .. InformationShareSamples(),
        .. AgencySamples(),
        .. SignpostingSamples(),
        .. PupilProfileSamples(),
        .. MedicineErrorSamples(),
        .. MedicineConsentSamples(),
        .. MedicationOrderSamples(),
        .. DoseSamples(),
    ];

    public static ILookup<string, Sample> Of { get; } = All.ToLookup(s => s.Operation);

    private static Guid Oak => TestData.Oak;

    private static Sample Write(string operation, string client, Func<World, Call> call, int records = 1) =>
        new(operation, client, w => Task.FromResult(call(w))) { Records = records };

    private static Sample Write(string operation, string client, Func<World, Task<Call>> prepare, int records = 1) =>
        new(operation, client, prepare) { Records = records };

    private static Sample Read(string operation, string client, string url, bool sensitive = false) =>
        new(operation, client, _ => Task.FromResult(Call.Get(url))) { IsSensitive = sensitive };

    private static IEnumerable<Sample> SchoolSamples() =>
    [
        Write("createSchool", "demo-admin", w => Call.Post("/v1/schools", School(w))),
        Write("reviseSchool", "demo-admin", async w =>
        {
            var made = await w.DoneAsync("demo-admin", Call.Post("/v1/schools", School(w)));
            return Call.Patch($"/v1/schools/{made.Id}", new { name = w.Text("school") }, made.ETag);
        }),
        Write("putSchoolByExternalId", "demo-admin", w => Call.Put($"/v1/schools/by-external-id/arbor/xqz-{w.Next()}", School(w))),
        Write("putCalendar", "demo-head", w => Call.Put($"/v1/schools/{Oak}/calendars/2027-28", new
        {
            opensOn = "2027-09-02",
            closesOn = "2028-07-20",
            closures = new[] { new { firstDay = "2027-10-25", lastDay = "2027-10-29", label = w.Text("half term") } },
        })),
        Write("createRoom", "demo-head", w => Call.Post("/v1/rooms", Room(w))),
        Write("reviseRoom", "demo-head", async w =>
        {
            var made = await w.DoneAsync("demo-head", Call.Post("/v1/rooms", Room(w)));
            return Call.Patch($"/v1/rooms/{made.Id}", new { capacity = 3 }, made.ETag);
        }),
    ];

    private static IEnumerable<Sample> StaffSamples() =>
    [
        Write("createStaff", "demo-mis", w => Call.Post("/v1/staff", Bodies.Staff(w, Oak))),
        Write("reviseStaff", "demo-mis", async w =>
        {
            var made = await w.DoneAsync("demo-mis", Call.Post("/v1/staff", Bodies.Staff(w, Oak)));
            return Call.Patch($"/v1/staff/{made.Id}", new { familyName = w.Text("family") }, made.ETag);
        }),
        Write("putStaffByExternalId", "demo-mis", w => Call.Put($"/v1/staff/by-external-id/arbor/xqz-{w.Next()}", Bodies.Staff(w, Oak))),
        Write("assignStaff", "demo-mis", async w =>
        {
            var made = await w.DoneAsync("demo-mis", Call.Post("/v1/staff", Bodies.Staff(w, Oak)));
            return Call.Post($"/v1/staff/{made.Id}/assignments", new { schoolId = Oak, jobRole = w.Text("job"), startsOn = "2026-09-03" }, made.ETag);
        }),
        Write("endAssignment", "demo-mis", async w =>
        {
            var made = await w.DoneAsync("demo-mis", Call.Post("/v1/staff", Bodies.Staff(w, Oak)));
            return Call.Post($"/v1/staff/{made.Id}/assignments/{made.Json["assignments"]![0]!["id"]}/end", new { endsOn = "2026-12-01" }, made.ETag);
        }),
    ];

    private static IEnumerable<Sample> PupilSamples() =>
    [
        Write("createPupil", "demo-office", w => Call.Post("/v1/pupils", Bodies.Node(Bodies.Pupil(w, Oak)))),
        Write("revisePupil", "demo-office", async w =>
        {
            var made = await PupilAsync(w);
            return Call.Patch($"/v1/pupils/{made.Id}", new { preferredGivenName = w.Text("preferred") }, made.ETag);
        }),
        Write("putPupilByExternalId", "demo-office", w =>
            Call.Put($"/v1/pupils/by-external-id/arbor/xqz-{w.Next()}", Bodies.Node(Bodies.Pupil(w, Oak)))),
        Write("recordPupilNeeds", "demo-senco", async w =>
        {
            var made = await PupilAsync(w);
            return Call.Put($"/v1/pupils/{made.Id}/needs", new { senProvision = "E", senNeeds = new[] { "SEMH", "SLCN" } }, made.ETag);
        }),
        Write("addEnrolment", "demo-mis", async w =>
        {
            var made = await PupilAsync(w);
            return Call.Post($"/v1/pupils/{made.Id}/enrolments", new { schoolId = TestData.Beech, kind = "subsidiary", admittedOn = "2026-11-23" }, made.ETag);
        }),
        Write("endEnrolment", "demo-office", async w =>
        {
            var made = await PupilAsync(w);
            var enrolments = await w.DoneAsync("demo-office", Call.Get($"/v1/pupils/{made.Id}/enrolments"));
            return Call.Post($"/v1/pupils/{made.Id}/enrolments/{enrolments.Data[0]!["id"]}/end", new { leftOn = "2026-12-18", reason = w.Text("reason") }, made.ETag);
        }),
        Write("addContact", "demo-pastoral", w => Call.Post($"/v1/pupils/{TestData.OakPupils[1]}/contacts", Bodies.Contact(w))),
        Write("reviseContact", "demo-pastoral", async w =>
        {
            var url = $"/v1/pupils/{TestData.OakPupils[1]}/contacts";
            var made = await w.DoneAsync("demo-pastoral", Call.Post(url, Bodies.Contact(w)));
            return Call.Patch($"{url}/{made.Id}", new { address = w.Text("address") }, made.ETag);
        }),
    ];

    private static object School(World world) => new { name = world.Text("school"), phase = "primary" };

    private static object Room(World world) => new { schoolId = Oak, name = world.Text("room"), capacity = 2 };

    private static Task<Answer> PupilAsync(World world) =>
        world.DoneAsync("demo-office", Call.Post("/v1/pupils", Bodies.Node(Bodies.Pupil(world, Oak))));
}
