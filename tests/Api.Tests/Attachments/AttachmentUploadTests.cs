using System.Net;
using System.Net.Http.Headers;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Attachments.AttachmentRequests;

namespace PupilSupport.Api.Tests.Attachments;

public sealed class AttachmentUploadTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid Pupil = TestData.OakPupils[0];

    [Fact]
    public async Task A_file_is_added_listed_read_and_downloaded()
    {
        using var client = await api.ClientAsync("demo-senco");
        var content = TestFiles.Pdf("whole way");
        var made = await client.UploadedAsync(Pupil, content, "Letter of März.pdf");
        Assert.Equal($"{Url}/{made.Id}", made.Raw.Headers.Location?.ToString());
        Assert.Equal(("not_scanned", "application/pdf", "Letter of März.pdf", "pupil", "pastoral"),
            (made.Text("state"), made.Text("mediaType"), made.Text("fileName"), made.Text("recordKind"), made.Text("label")));
        Assert.Equal(content.Length, made.Json["size"]!.GetValue<int>());
        Assert.Equal(TestData.StaffOf("demo-senco").ToString(), made.Text("uploadedById"));
        Assert.Equal(["download", "withdraw"], made.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>()));

        var read = await client.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal((made.BodyText, "\"1\""), (read.BodyText, read.ETag));
        var list = await client.ReadAsync($"{Url}?recordKind=pupil&recordId={Pupil}&includeTotal=true");
        Assert.Contains(list.Data, a => a!["id"]!.GetValue<Guid>() == made.Id);
        Assert.Equal(content, await client.DownloadAsync(made.Id));
    }

    [Fact]
    public async Task A_download_is_a_file_to_be_saved_and_nothing_that_a_browser_shows()
    {
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(Pupil, TestFiles.Pdf("headers"), "Zażółć \"gęślą\".pdf".Replace("\"", "", StringComparison.Ordinal));
        using var answer = await client.ContentAsync(made.Id, await client.TicketAsync(made.Id));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(("attachment", "Zażółć gęślą.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("sandbox; default-src 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_photo_is_kept_without_what_it_tells_and_the_right_way_up()
    {
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(Pupil, TestFiles.Real("photo.jpg"), "photo.jpg", Jpeg);
        var kept = await client.DownloadAsync(made.Id);
        Assert.True(made.Json["metadataRemoved"]!.GetValue<bool>());
        Assert.Equal(kept.Length, made.Json["size"]!.GetValue<int>());
        Assert.DoesNotContain("Canary", System.Text.Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("letter.pdf", "text/html", "file-type-not-allowed")]
    [InlineData("letter.pdf", "application/octet-stream", "file-type-not-allowed")]
    [InlineData("letter.svg", "image/svg+xml", "file-type-not-allowed")]
    [InlineData("letter.png", Png, "file-type-mismatch")]
    [InlineData("letter.png", Pdf, "file-name-not-allowed")]
    [InlineData("../letter.pdf", Pdf, "file-name-not-allowed")]
    [InlineData("..\\\\letter.pdf", Pdf, "file-name-not-allowed")]
    [InlineData("letter\u202Efdp.pdf", Pdf, "file-name-not-allowed")]
    public async Task A_name_or_type_that_does_not_fit_is_refused(string name, string type, string code)
    {
        using var client = await api.ClientAsync("demo-senco");
        var refused = await client.UploadAsync(Pupil, TestFiles.Pdf("misfit"), name, type);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (refused.Status, refused.Code));
        Assert.Equal("/file", refused.Json["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Fact]
    public async Task Attacks_are_refused_and_leave_nothing()
    {
        using var client = await api.ClientAsync("demo-senco");
        var before = await StoredAsync();
        Assert.Equal("file-type-mismatch", (await client.UploadAsync(Pupil, TestFiles.Text(TestFiles.Eicar))).Code);
        Assert.Equal("file-type-mismatch", (await client.UploadAsync(Pupil, "<svg onload='alert(1)'/>"u8.ToArray(), "a.png", Png)).Code);
        Assert.Equal("file-not-safe", (await client.UploadAsync(Pupil, TestFiles.Join(TestFiles.Real("photo.jpg"), TestFiles.Docx()), "a.jpg", Jpeg)).Code);
        Assert.Equal("file-not-safe", (await client.UploadAsync(Pupil, TestFiles.Docx(("word/media/bomb.xml", $"<x>{new string(' ', 20 << 20)}</x>")), "a.docx", Docx)).Code);
        Assert.Equal("file-empty", (await client.UploadAsync(Pupil, [])).Code);
        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public async Task A_file_has_at_most_10_MiB()
    {
        using var client = await api.ClientAsync("demo-senco");
        // The place of the table is told in digits, whose number grows with it.
        var frame = TestFiles.Pdf("size", 10 << 20).Length - (10 << 20);
        var most = TestFiles.Pdf("size", (10 << 20) - frame);
        Assert.Equal(10 << 20, most.Length);
        var made = await client.UploadedAsync(TestData.OakPupils[1], most);
        Assert.Equal(most, await client.DownloadAsync(made.Id));
        var refused = await client.UploadAsync(TestData.OakPupils[1], TestFiles.Pdf("size", (10 << 20) - frame + 1));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "payload-too-large"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_record_has_at_most_50_MiB_however_many_come_at_once()
    {
        using var client = await api.ClientAsync("demo-senco");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => client.UploadAsync(TestData.OakPupils[2], TestFiles.Pdf($"big {i}", 9 << 20))));
        Assert.Equal(5, answers.Count(a => a.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal((HttpStatusCode.UnprocessableEntity, "attachments-full"), (a.Status, a.Code)));
        Assert.Equal(5L, await api.Database.ScalarAsync<long>("SELECT files::bigint FROM attachment_totals WHERE record_id = $1", TestData.OakPupils[2]));
        Assert.Equal("attachments-full", (await client.UploadAsync(TestData.OakPupils[2], TestFiles.Pdf("one more", 9 << 20))).Code);
        await client.UploadedAsync(TestData.OakPupils[2], TestFiles.Pdf("a small one"));
    }

    [Fact]
    public async Task The_same_file_stands_once_at_a_record_however_many_come_at_once()
    {
        using var client = await api.ClientAsync("demo-senco");
        var file = TestFiles.Pdf("twin");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.UploadAsync(TestData.OakPupils[3], file)));
        var made = Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a != made), a => Assert.Equal((HttpStatusCode.Conflict, "attachment-exists"), (a.Status, a.Code)));
        Assert.Equal(made.Id, (await client.UploadAsync(TestData.OakPupils[3], file)).Json["clashes"]![0]!.GetValue<Guid>());

        // Another record is another matter, and so is another trust: nobody learns what others hold.
        var elsewhere = await client.UploadedAsync(TestData.OakPupils[4], file);
        using var foreign = await api.ClientAsync("demo-other-dsl");
        var abroad = await foreign.UploadedAsync(TestData.ElmPupils[0], file);
        Assert.Equal(2L, await api.Database.ScalarAsync<long>("SELECT count(DISTINCT content_hash) FROM attachments WHERE id = ANY($1)", new[] { made.Id, elsewhere.Id, abroad.Id }));
    }

    [Fact]
    public async Task A_withdrawn_file_cannot_be_downloaded_and_may_come_again()
    {
        using var client = await api.ClientAsync("demo-senco");
        var file = TestFiles.Pdf("withdrawn");
        var made = await client.UploadedAsync(Pupil, file);
        var ticket = await client.TicketAsync(made.Id);
        var gone = await client.PostAsync($"{Url}/{made.Id}/withdraw", new { reason = "Wrong pupil" }, made.ETag);
        Assert.Equal((HttpStatusCode.OK, "Wrong pupil"), (gone.Status, gone.Text("withdrawReason")));
        Assert.Empty(gone.Json["allowedActions"]!.AsArray());
        Assert.Equal(HttpStatusCode.Conflict, (await client.ContentAsync(made.Id, ticket)).StatusCode);
        Assert.Equal("not-downloadable", (await client.AskTicketAsync(made.Id)).Code);
        Assert.Equal("invalid-transition", (await client.PostAsync($"{Url}/{made.Id}/withdraw", new { reason = "Again" }, gone.ETag)).Code);
        await client.UploadedAsync(Pupil, file);
    }

    [Fact]
    public async Task The_same_key_is_one_file_and_another_file_is_refused()
    {
        using var client = await api.ClientAsync("demo-senco");
        var key = Guid.NewGuid().ToString();
        var first = await client.UploadAsync(Pupil, TestFiles.Pdf("keyed"), key: key);
        var again = await client.UploadAsync(Pupil, TestFiles.Pdf("keyed"), key: key);
        Assert.Equal((first.BodyText, "true"), (again.BodyText, again.Raw.Headers.GetValues("Idempotency-Replayed").Single()));
        Assert.Equal("idempotency-key-reused", (await client.UploadAsync(Pupil, TestFiles.Pdf("another"), key: key)).Code);
        Assert.Equal("idempotency-key-reused", (await client.UploadAsync(Pupil, TestFiles.Pdf("keyed"), "other.pdf", key: key)).Code);
    }

    [Fact]
    public async Task A_trial_keeps_nothing()
    {
        using var client = await api.ClientAsync("demo-senco");
        var before = await StoredAsync();
        Assert.Equal(HttpStatusCode.Created, (await client.UploadAsync(Pupil, TestFiles.Pdf("trial"), query: "?validateOnly=true")).Status);
        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public async Task A_form_that_is_not_the_operations_is_refused()
    {
        using var client = await api.ClientAsync("demo-senco");
        Assert.Equal("unsupported-media-type", (await client.PostAsync(Url, new { })).Code);
        var empty = await client.AnswerAsync(new HttpRequestMessage(HttpMethod.Post, Url) { Content = new MultipartFormDataContent { { new StringContent("x"), "unheardOf" } } });
        Assert.Equal((HttpStatusCode.BadRequest, "validation-failed"), (empty.Status, empty.Code));
        Assert.Equal(["", "/file", "/recordId", "/recordKind"], empty.Json["errors"]!.AsArray().Select(e => e!["pointer"]!.GetValue<string>()).Order());
        var (bytes, _) = Form("planet", "42", TestFiles.Pdf("x"), "a.pdf", Pdf);
        var wrong = new ByteArrayContent(bytes);
        wrong.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=xqz-boundary");
        var refused = await client.AnswerAsync(new HttpRequestMessage(HttpMethod.Post, Url) { Content = wrong });
        Assert.Equal(["/recordId", "/recordKind"], refused.Json["errors"]!.AsArray().Select(e => e!["pointer"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task Names_and_contents_are_in_no_log_event_or_address()
    {
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(Pupil, TestFiles.Pdf("xqz-content"), "xqz-name.pdf");
        var ticket = await client.TicketAsync(made.Id);
        await client.ContentAsync(made.Id, ticket);
        await client.UploadAsync(Pupil, TestFiles.Text("xqz-content"), "xqz-name/evil.pdf");
        await client.PostAsync($"{Url}/{made.Id}/withdraw", new { reason = "xqz-reason" }, made.ETag);
        Assert.DoesNotContain(api.Logs.Lines, l => l.Contains("xqz-", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(api.Logs.Lines, l => l.Contains(ticket, StringComparison.Ordinal) && !l.StartsWith("Scope Microsoft.", StringComparison.Ordinal));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE changes LIKE '%xqz-%'"));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM events e WHERE e::text LIKE '%xqz-%'"));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM stored_file_pieces WHERE position('xqz-content'::bytea IN data) > 0"));
        Assert.DoesNotContain("xqz", made.Raw.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "attachment.download,attachment.upload 1,attachment.withdraw 2 xqz-reason",
            await api.Database.ScalarAsync<string>("SELECT string_agg(concat_ws(' ', action, record_version, reason), ',' ORDER BY action) FROM audit_entries WHERE record_id = $1", made.Id));
    }

    private Task<long> StoredAsync() => api.Database.ScalarAsync<long>(
        "SELECT (SELECT count(*) FROM attachments) + (SELECT count(*) FROM stored_files) + (SELECT count(*) FROM stored_file_pieces) + (SELECT count(*) FROM audit_entries)");
}
