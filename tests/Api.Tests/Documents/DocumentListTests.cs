using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Attachments;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.Domain.Documents;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>Lists of the API as documents.</summary>
public class DocumentListTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = DocumentRequests.Url;

    [Fact]
    public async Task A_list_says_what_its_get_says_to_each_person()
    {
        await DocumentKinds.FillAsync(api, "Built a den.", 10);
        foreach (var person in TestData.People)
        {
            using var client = await api.ClientAsync(person.ClientId);
            var issues = (await client.PostAsync(Url, new { kind = "room_list", format = "json", schoolId = person.SchoolId ?? TestData.Oak })).Status == HttpStatusCode.Created;
            foreach (var list in DocumentKinds.Lists)
            {
                var made = await client.PostAsync(Url, list.Body("json").ToJsonString());
                var read = await client.ReadAsync(list.Url + "&limit=200");
                var rows = read.Raw.IsSuccessStatusCode ? read.Data.Count : 0;
                if (!issues)
                {
                    Assert.Equal(HttpStatusCode.Forbidden, made.Status);
                }
                else if (read.Status == HttpStatusCode.Forbidden)
                {
                    Assert.True(made.Code == "insufficient-scope", $"{person.ClientId}, {list.Kind}: {made}");
                }
                else if (made.Status == HttpStatusCode.UnprocessableEntity)
                {
                    Assert.True(made.Code == "unknown-reference" && rows == 0, $"{person.ClientId}, {list.Kind}: {made}, but {read}");
                }
                else
                {
                    Assert.True(made.Status == HttpStatusCode.Created, $"{person.ClientId}, {list.Kind}: {made}");
                    var content = JsonNode.Parse(await client.GetStringAsync($"{Url}/{made.Id}/content"))!["content"]!["data"]!["rows"]!.AsArray();
                    // What is done to ask (documents, their audit) is listed in turn.
                    var growing = list.Kind is DocumentKind.DocumentList or DocumentKind.AuditEntryList;
                    Assert.True(growing ? content.Count > 0 && (content.Count < rows || rows == 200) : content.Count == rows, $"{person.ClientId}, {list.Kind}: {content.Count} rows, but {read}");
                }
            }
        }
    }

    [Fact]
    public async Task Every_list_has_something_in_it_and_tells_of_whom()
    {
        await DocumentKinds.FillAsync(api, "Built a den.", 11);
        foreach (var list in DocumentKinds.Lists)
        {
            using var client = await api.ClientAsync(list.By);
            var issued = await client.IssuedAsync(list.Body("json"));
            var rows = Rows(issued);
            Assert.True(list.Kind == DocumentKind.DataQualityList || rows.Count > 0, $"{list.Kind} is empty");
            Assert.All(rows, r => Assert.Equal(Columns(issued).Count, r!.AsArray().Count));
            var told = await api.Database.ScalarAsync<long>("SELECT count(*) FROM document_pupils WHERE document_id = $1", issued.Line["id"]!.GetValue<Guid>());
            var names = issued.Text.Contains("Amber", StringComparison.Ordinal);
            Assert.True(told > 0 == names, $"{list.Kind}: tells of {told} pupils");
        }
    }

    [Fact]
    public async Task Paper_has_words_and_a_sheet_has_codes()
    {
        var (_, task) = await DocumentKinds.FillAsync(api, "Built a den.", 12);
        using var worker = await api.ClientAsync("demo-support");
        var csv = await worker.IssuedAsync(new { kind = "task_list", format = "csv", schoolId = TestData.Oak, pupilId = TestData.OakPupils[0], staffId = TaskRequests.Worker });
        Assert.StartsWith("\uFEFFDue,Task,Pupil,For,Priority,Status,Late,Kind,", csv.Text, StringComparison.Ordinal);
        Assert.Contains("2026-11-26,'=Ring home,Amber ", csv.Text, StringComparison.Ordinal);
        var html = await worker.IssuedAsync(new { kind = "task_list", format = "html", schoolId = TestData.Oak, from = "2026-11-23", to = "2026-12-04" });
        Assert.Contains("<th scope=\"row\">26 Nov 2026</th>", html.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(task.ToString(), html.Text, StringComparison.Ordinal);
        Assert.Equal("pastoral", html.Line["label"]!.GetValue<string>());
        var none = await worker.IssuedAsync(new { kind = "task_list", format = "json", schoolId = TestData.Oak, team = "senco" });
        Assert.Empty(Rows(none));
        Assert.Equal("standard", none.Line["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_task_is_told_whole_and_follows_its_record()
    {
        using var lead = await api.ClientAsync("demo-dsl");
        using var other = await api.ClientAsync("demo-thrive-lead");
        var task = await lead.TaskAsync(TaskRequests.Draft(owner: TestData.StaffOf("demo-dsl"), label: "safeguarding", title: "Speak with the social worker"));
        var issued = await lead.IssuedAsync(new { kind = "task", format = "json", recordId = task.Id });
        var line = issued.Line;
        Assert.Equal((task.Id, 1, "safeguarding"), (line["recordId"]!.GetValue<Guid>(), line["recordVersion"]!.GetValue<int>(), line["label"]!.GetValue<string>()));
        Assert.Contains("Speak with the social worker", issued.Text, StringComparison.Ordinal);
        var withheld = await other.PostAsync(Url, new { kind = "task", format = "json", recordId = task.Id });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference", "/recordId"), (withheld.Status, withheld.Code, withheld.Pointer()));
        await lead.TaskDoneAsync(task, "start");
        var check = await lead.PostAsync(Url + "/verify", new { number = line["number"]!.GetValue<string>() });
        Assert.True(check.Json["hasChanged"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_narrows_a_list_must_be_within_reach()
    {
        using var lead = await api.ClientAsync("demo-dsl");
        (object Body, string At)[] refused =
        [
            (new { kind = "pupil_list", format = "csv", schoolId = TestData.Oak, classId = Guid.NewGuid() }, "/classId"),
            (new { kind = "pupil_list", format = "csv", schoolId = TestData.Beech }, "/schoolId"),
            (new { kind = "task_list", format = "csv", schoolId = TestData.Oak, pupilId = TestData.BeechPupils[0] }, "/pupilId"),
            (new { kind = "task_list", format = "csv", schoolId = TestData.Oak, staffId = TestData.StaffOf("far-dsl") }, "/staffId"),
            (new { kind = "attachment_list", format = "csv", recordKind = "pupil", recordId = TestData.BeechPupils[0] }, "/recordId"),
        ];
        foreach (var (body, at) in refused)
        {
            var answer = await lead.PostAsync(Url, body);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference", at), (answer.Status, answer.Code, answer.Pointer()));
        }

        var ours = await lead.IssuedAsync(new { kind = "pupil_list", format = "json", schoolId = TestData.Oak, classId = TestData.OakClass });
        Assert.Equal(3, Rows(ours).Count);
    }

    [Fact]
    public async Task Files_of_a_session_say_of_whom_they_tell()
    {
        using var worker = await api.ClientAsync("demo-support");
        var session = await worker.SessionAsync("Two.", "2026-11-19T15:00:00Z", TestData.OakPupils[3], TestData.OakPupils[4]);
        await worker.UploadedAsync(session.Id, TestFiles.Pdf("drawing"), "drawing.pdf", kind: "support_session");
        var issued = await worker.IssuedAsync(new { kind = "attachment_list", format = "html", recordKind = "support_session", recordId = session.Id });
        Assert.Contains("<dt>Files of the session</dt><dd>Thrive group, Thursday 19 November 2026, 15:00</dd>", issued.Text, StringComparison.Ordinal);
        Assert.Contains("drawing.pdf", issued.Text, StringComparison.Ordinal);
        Assert.Equal(2, await api.Database.ScalarAsync<long>("SELECT count(*) FROM document_pupils WHERE document_id = $1", issued.Line["id"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task The_auditor_prints_the_audit_and_no_name_of_a_pupil()
    {
        await DocumentKinds.FillAsync(api, "Built a den.", 13);
        using var auditor = await api.ClientAsync("demo-auditor");
        foreach (var format in new[] { "json", "csv", "html" })
        {
            var issued = await auditor.IssuedAsync(new { kind = "audit_entry_list", format, schoolId = TestData.Oak, from = "2026-11-23", to = "2026-11-23" });
            Assert.Contains("support_session.schedule", issued.Text, StringComparison.Ordinal);
            Assert.Contains("Test support", issued.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Amber", issued.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Built a den.", issued.Text, StringComparison.Ordinal);
        }

        var about = await auditor.IssuedAsync(new { kind = "document_list", format = "html", schoolId = TestData.Oak, from = "2026-11-23", to = "2026-11-23", pupilId = TestData.OakPupils[0] });
        Assert.Contains("<dt>Only of the pupil</dt><dd>(not for the issuer)</dd>", about.Text, StringComparison.Ordinal);
        var days = await auditor.PostAsync(Url, new { kind = "audit_entry_list", format = "csv", schoolId = TestData.Oak, from = "2025-01-01", to = "2026-11-22" });
        Assert.Equal((HttpStatusCode.BadRequest, "/to"), (days.Status, days.Pointer()));
    }

    [Fact]
    public async Task Policies_say_what_holds_at_the_school_on_the_day()
    {
        using var head = await api.ClientAsync("demo-head");
        var set = await head.PostAsync("/v1/policy-values", new
        {
            policy = "support-sessions",
            schoolId = TestData.Oak,
            effectiveFrom = "2026-12-01",
            value = new { lateAfterDays = 3 },
            reason = "Agreed by the governors",
        });
        Assert.True(set.Status == HttpStatusCode.Created, set.ToString());
        foreach (var (on, value) in new[] { ("2026-11-30", "7"), ("2026-12-01", "3") })
        {
            var issued = await head.IssuedAsync(new { kind = "policy_list", format = "json", schoolId = TestData.Oak, on });
            var row = Rows(issued).Single(r => r![0]!.GetValue<string>() == "support-sessions" && r[1]!.GetValue<string>() == "lateAfterDays")!;
            Assert.Equal((value, "7"), (row[2]!.GetValue<string>(), row[3]!.GetValue<string>()));
            Assert.NotEmpty(row[4]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_calendar_has_a_row_for_each_closure()
    {
        using var worker = await api.ClientAsync("demo-support");
        var read = await worker.ReadAsync($"/v1/schools/{TestData.Oak}/calendars");
        var issued = await worker.IssuedAsync(new { kind = "school_calendar", format = "json", schoolId = TestData.Oak });
        Assert.Equal(read.Data.Sum(c => c!["closures"]!.AsArray().Count), Rows(issued).Count);
        Assert.Equal("2026-10-26", Rows(issued)[0]![3]!.GetValue<string>());
    }

    [Fact]
    public async Task A_long_list_is_cut_and_says_so()
    {
        await api.Database.ExecuteAsync(
            """
            INSERT INTO rooms (trust_id, id, version, recorded_at, updated_at, school_id, name, key, capacity)
            SELECT $1, md5('r' || i)::uuid, 1, now(), now(), $2, 'Room ' || i, 'room ' || i, 1 FROM generate_series(1, 2001) AS i
            """, TestData.Oakfield, TestData.Beech);
        using var far = await api.ClientAsync("far-dsl");
        var issued = await far.IssuedAsync(new { kind = "room_list", format = "json", schoolId = TestData.Beech });
        Assert.True(issued.Line["isCut"]!.GetValue<bool>());
        Assert.Equal(2_000, Rows(issued).Count);
        Assert.Contains("There are more than one document takes", issued.Text, StringComparison.Ordinal);
    }

    private static JsonArray Rows(Issued issued) => Data(issued)["rows"]!.AsArray();

    private static JsonArray Columns(Issued issued) => Data(issued)["columns"]!.AsArray();

    private static JsonNode Data(Issued issued) => JsonNode.Parse(issued.Text)!["content"]!["data"]!;
}
