using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Attachments;
using PupilSupport.Api.Tests.Links;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Plans;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>A list of the API and the document that stands for it.</summary>
/// <param name="Url">The list, all in one page.</param>
/// <param name="By">Somebody who may issue it.</param>
internal sealed record ListKind(DocumentKind Kind, string Url, string By, params (string Name, object Value)[] Members)
{
    public JsonObject Body(string format) => DocumentKinds.Body(Kind, format, Members);
}

/// <summary>A request of every kind.</summary>
internal static class DocumentKinds
{
    private const string Day = "2026-11-23";

    public static readonly ListKind[] Lists =
    [
        Of(DocumentKind.TaskList, "/v1/tasks?", "demo-head"),
        Of(DocumentKind.PupilList, "/v1/pupils?", "demo-dsl"),
        Of(DocumentKind.ContactSubmissionList, "/v1/contact-submissions?", "demo-office"),
        Of(DocumentKind.StaffList, "/v1/staff?", "demo-office"),
        Of(DocumentKind.RoleGrantList, "/v1/role-grants?", "demo-auditor"),
        Of(DocumentKind.ClassList, "/v1/classes?", "demo-teacher"),
        Of(DocumentKind.RoomList, "/v1/rooms?", "demo-teacher"),
        Of(DocumentKind.DataQualityList, "/v1/data-quality?", "demo-office"),
        Of(DocumentKind.DocumentList, $"/v1/documents?from={Day}&to={Day}&", "demo-dsl", ("from", Day), ("to", Day)),
        Of(DocumentKind.AuditEntryList, $"/v1/audit-entries?from={Day}&to={Day}&", "demo-auditor", ("from", Day), ("to", Day)),
        Of(DocumentKind.MedicineConsentList, "/v1/medicine-consents?", "demo-medical-lead"),
        Of(DocumentKind.MedicationOrderList, "/v1/medication-orders?", "demo-medical-lead"),
        Of(DocumentKind.MedicineStockList, "/v1/medicine-stocks?", "demo-medical-lead"),
        Of(DocumentKind.MedicationAdministrationList, $"/v1/medication-administrations?from={Day}&to={Day}&", "demo-medical-lead", ("from", Day), ("to", Day)),
        Of(DocumentKind.MedicineErrorList, "/v1/medicine-errors?", "demo-medical-lead"),
        Of(DocumentKind.TrainingRecordList, "/v1/training-records?", "demo-head"),
        Of(DocumentKind.SupportProgrammeList, "/v1/support-programmes?", "demo-thrive-lead"),
        Of(DocumentKind.SupportSessionSeriesList, "/v1/support-session-series?", "demo-thrive-lead"),
        Of(DocumentKind.PlanList, "/v1/plans?", "demo-senco"),
        Of(DocumentKind.ObservationList, "/v1/observations?", "demo-thrive-lead"),
        Of(DocumentKind.AssessmentList, "/v1/assessments?", "demo-thrive-lead"),
        Of(DocumentKind.SupervisionRecordList, "/v1/supervision-records?", "demo-senco"),
        Of(DocumentKind.CoachingRecordList, "/v1/coaching-records?", "demo-senco"),
        Of(DocumentKind.RecognitionList, "/v1/recognitions?", "demo-thrive-lead"),
        Of(DocumentKind.InformationShareList, "/v1/information-shares?", "demo-dsl"),
        Of(DocumentKind.ReferralList, "/v1/referrals?", "demo-dsl"),
        Of(DocumentKind.VulnerabilityStatusList, "/v1/vulnerability-statuses?", "demo-dsl"),
        Of(DocumentKind.AgencyList, "/v1/agencies?", "demo-teacher"),
        Of(DocumentKind.SignpostingList, "/v1/signpostings?", "demo-thrive-lead"),
        new(DocumentKind.PlanEntryList, $"/v1/plans/{ListedRows.Planned.Id.Value}/entries?", "demo-senco", ("recordId", ListedRows.Planned.Id.Value)),
        new(DocumentKind.AttachmentList, $"/v1/attachments?recordKind=pupil&recordId={TestData.OakPupils[0]}", "demo-dsl", ("recordId", TestData.OakPupils[0]), ("recordKind", "pupil")),
    ];

    public static JsonObject Body(DocumentKind kind, string format, params (string Name, object Value)[] members)
    {
        var body = new JsonObject { ["kind"] = EnumCodes<DocumentKind>.Format(kind), ["format"] = format };
        foreach (var (name, value) in members)
        {
            body[name] = value.ToString();
        }

        return body;
    }

    /// <summary>One of each kind with somebody who may issue it.</summary>
    /// <param name="session">Of demo-support.</param>
    /// <param name="task">Of demo-support.</param>
    /// <param name="plan">One that the SENCo reads.</param>
    /// <param name="move">A transition plan.</param>
    /// <param name="referral">One to an agency, of the SENCo's.</param>
    public static IEnumerable<(string By, JsonObject Body)> All(string format, Guid session, Guid task, Guid plan, Guid move, Guid referral) =>
    [
        ("demo-thrive-lead", Body(DocumentKind.SupportSession, format, ("recordId", session))),
        ("demo-thrive-lead", Body(DocumentKind.PupilChronology, format, ("pupilId", TestData.OakPupils[0]))),
        ("demo-thrive-lead", Body(DocumentKind.PupilSummary, format, ("pupilId", TestData.OakPupils[0]))),
        ("demo-thrive-lead", Body(DocumentKind.SchoolDaySheet, format, ("schoolId", TestData.Oak), ("on", Day))),
        ("demo-thrive-lead", Body(DocumentKind.SupportSessionList, format, ("schoolId", TestData.Oak), ("from", "2026-11-16"), ("to", Day))),
        ("demo-support", Body(DocumentKind.Task, format, ("recordId", task))),
        ("demo-support", Body(DocumentKind.SchoolCalendar, format, ("schoolId", TestData.Oak))),
        ("demo-head", Body(DocumentKind.PolicyList, format, ("schoolId", TestData.Oak))),
        ("demo-thrive-lead", Body(DocumentKind.RecognitionCard, format, ("recordId", ListedRows.Recognition), ("pupilId", TestData.OakPupils[0]))),
        ("demo-head", Body(DocumentKind.PastoralOverview, format, ("schoolId", TestData.Oak))),
        ("demo-senco", Body(DocumentKind.ProvisionMap, format, ("schoolId", TestData.Oak), ("on", Day))),
        ("demo-medical-lead", Body(DocumentKind.MarMonth, format, ("pupilId", TestData.OakPupils[0]), ("on", Day))),
        ("demo-medical-lead", Body(DocumentKind.MarDay, format, ("schoolId", TestData.Oak), ("on", Day))),
        ("demo-medical-lead", Body(DocumentKind.MarBlank, format, ("pupilId", TestData.OakPupils[0]), ("on", Day))),
        ("demo-senco", Body(DocumentKind.Plan, format, ("recordId", plan))),
        ("demo-senco", Body(DocumentKind.HandOverPack, format, ("recordId", move))),
        ("demo-senco", Body(DocumentKind.ReferralPack, format, ("recordId", referral))),
        .. Lists.Select(l => (l.By, l.Body(format))),
    ];

    /// <summary>Something to be listed in each list; returns a session and a task.</summary>
    /// <param name="hour">UTC, of its own in each test of an API: one person gives one session at a time.</param>
    public static async Task<(Guid Session, Guid Task)> FillAsync(ApiFactory api, string note, int hour)
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-dsl");
        using var office = await api.ClientAsync("demo-office");
        using var anybody = api.CreateClient();
        var session = await worker.SessionAsync(note, $"2026-11-20T{hour}:00:00Z", TestData.OakPupils[0]);
        var task = await lead.TaskAsync(TaskRequests.Draft(pupil: TestData.OakPupils[0], title: "=Ring home"));
        await lead.UploadedAsync(TestData.OakPupils[0], TestFiles.Pdf($"letter {hour}"), $"letter home {hour}.pdf");
        await anybody.AnswerAsync(await office.LinkedAsync(TestData.OakPupils[0]), phone: "020 7946 0123");
        await api.Database.OneOfEachListAsync();
        await api.Database.InsertAsync(PlanRows.Draft(PlanType.Individual, TestData.OakPupils[0]));
        await office.PostAsync("/v1/rooms", new { schoolId = TestData.Oak, name = "Willow", capacity = 2 });
        await worker.IssuedAsync(new { kind = "pupil_summary", format = "json", pupilId = TestData.OakPupils[0] });
        return (session.Id, task.Id);
    }

    private static ListKind Of(DocumentKind kind, string url, string by, params (string Name, object Value)[] more) =>
        new(kind, $"{url}schoolId={TestData.Oak}", by, [("schoolId", TestData.Oak), .. more]);
}
