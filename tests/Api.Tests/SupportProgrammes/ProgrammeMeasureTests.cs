using System.Net;
using PupilSupport.Api.Tests.Assessments;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportProgrammes;

/// <summary>What a programme is measured by: instruments that there are, and an end that compares with its baseline.</summary>
public class ProgrammeMeasureTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task It_is_measured_by_an_instrument_that_the_trust_has()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        foreach (var member in (string[])["entryInstrument", "exitInstrument"])
        {
            var body = Proposal();
            body[member] = "boldness";
            Refused(await lead.PostAsync(Url, body), member);
        }

        var programme = await lead.ProposedAsync(new { entryInstrument = "leuven" });
        Refused(await lead.PatchAsync($"{Url}/{programme.Id}", new { exitInstrument = "boldness" }, programme.ETag), "exitInstrument");

        // The trust's own, for as long as new assessments are made with it; a programme that names it already keeps it.
        var own = await lead.PostAsync("/v1/assessment-instruments", new
        {
            code = "boldness",
            normVersion = "1",
            title = "Boldness",
            respondents = new[] { "practitioner" },
            source = "Ourselves",
            scales = new[] { new { code = "bold", title = "Bold", min = 0, max = 10, direction = "higher_is_better" } },
        });
        programme = await lead.PatchAsync($"{Url}/{programme.Id}", new { exitInstrument = "boldness" }, programme.ETag);
        Assert.Equal((HttpStatusCode.OK, "boldness"), (programme.Status, programme.Text("exitInstrument")));
        Assert.Equal(HttpStatusCode.OK, (await lead.PostAsync($"/v1/assessment-instruments/{own.Id}/retire", new { }, own.ETag)).Status);
        Refused(await lead.PostAsync(Url, Proposal(new { exitInstrument = "boldness" })), "exitInstrument");
        Assert.Equal(HttpStatusCode.OK, (await lead.PatchAsync($"{Url}/{programme.Id}", new { purpose = "To dare" }, programme.ETag)).Status);
    }

    [Fact]
    public async Task Its_end_compares_with_its_baseline_and_lies_after_it()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await lead.ThenAsync(await lead.ProposedAsync(), "wait activate");
        var body = AssessmentRequests.Sdq(day: "2026-11-23", purpose: "baseline", pupil: TestData.OakPupils[0]);
        body["programmeId"] = programme.Id;
        var baseline = await lead.SubmittedAsync(body);

        // Same day as the baseline, the baseline itself, another instrument: none says what the programme did.
        Assert.Equal("end-before-baseline", await CodeAsync(await api.Database.AssessedAsync(TestData.OakPupils[0], Worker, "2026-11-23")));
        Assert.Equal("end-before-baseline", await CodeAsync(baseline.Id));
        Assert.Equal("end-measure-not-comparable", await CodeAsync(await api.Database.AssessedAsync(TestData.OakPupils[0], Worker, "2026-11-24", instrument: "leuven")));
        var end = await api.Database.AssessedAsync(TestData.OakPupils[0], Worker, "2026-11-24");
        programme = await lead.ThenAsync(programme, "complete", new { endAssessmentId = end });
        var place = programme.Json["pupils"]!.AsArray().Single()!;
        Assert.Equal((baseline.Id, end), (place["startAssessmentId"]!.GetValue<Guid>(), place["endAssessmentId"]!.GetValue<Guid>()));

        async Task<string?> CodeAsync(Guid assessment)
        {
            var refused = await lead.TryAsync(programme, "complete", new { endAssessmentId = assessment, noMeasureReason = "None" });
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "/endAssessmentId"), (refused.Status, refused.Pointer()));
            return refused.Code;
        }
    }

    [Fact]
    public async Task A_group_s_pupils_have_one_end_each()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var (one, other) = (TestData.OakPupils[4], TestData.OakPupils[5]);
        var programme = await lead.ThenAsync(await lead.ProposedAsync(new { kind = "nurture", targetSessions = (int?)null, pupilIds = new[] { one, other } }), "wait activate");
        Guid[] ends = [await EndAsync(one), await EndAsync(one), await EndAsync(other)];
        var twice = await lead.TryAsync(programme, "complete", new { endAssessmentIds = ends });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "end-measure-twice", "/endAssessmentIds/1"), (twice.Status, twice.Code, twice.Pointer()));
        Assert.Equal("end-measure-required", (await lead.TryAsync(programme, "complete", new { endAssessmentIds = new[] { ends[0] } })).Code);
        programme = await lead.ThenAsync(programme, "complete", new { endAssessmentIds = new[] { ends[0], ends[2] } });
        Assert.Equal([ends[0], ends[2]], programme.Json["pupils"]!.AsArray().Select(p => p!["endAssessmentId"]!.GetValue<Guid>()));

        Task<Guid> EndAsync(Guid pupil) => api.Database.AssessedAsync(pupil, Worker, "2026-11-23");
    }

    [Fact]
    public async Task What_was_measured_half_a_year_before_its_start_or_in_its_first_four_weeks_is_its_beginning()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        Guid[] pupils = [TestData.OakPupils[1], TestData.OakPupils[2], TestData.OakPupils[3]];
        var programme = await lead.ThenAsync(await lead.ProposedAsync(new { kind = "nurture", targetSessions = (int?)null, pupilIds = pupils }), "wait activate");
        await OnDayAsync(pupils[0], -184);
        await OnDayAsync(pupils[0], 29);
        Guid?[] starts = [null, await OnDayAsync(pupils[1], -183), await OnDayAsync(pupils[2], 28)];
        Guid[] ends = [await OnDayAsync(pupils[0], 60), await OnDayAsync(pupils[1], 60), await OnDayAsync(pupils[2], 60)];
        programme = await lead.ThenAsync(programme, "complete", new { endAssessmentIds = ends });
        Assert.Equal(starts, programme.Json["pupils"]!.AsArray().Select(p => p!["startAssessmentId"]?.GetValue<Guid>()));

        Task<Guid> OnDayAsync(Guid pupil, int day) =>
            api.Database.AssessedAsync(pupil, Worker, new DateOnly(2026, 11, 23).AddDays(day).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void Refused(Answer answer, string member) =>
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-instrument", $"/{member}"), (answer.Status, answer.Code, answer.Pointer()));
}
