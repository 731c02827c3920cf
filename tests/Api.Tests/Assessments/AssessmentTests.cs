using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Assessments.AssessmentRequests;

namespace PupilSupport.Api.Tests.Assessments;

public class AssessmentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task The_published_example_has_its_total_and_bands_and_goes_through_its_life()
    {
        using var author = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-pastoral");
        var made = await author.PostAsync(Url, Sdq());
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal(18m, made.Json["total"]!.GetValue<decimal>());
        Assert.Equal(
            """{"emotional":"high","conduct":"slightly_raised","hyperactivity":"high","peer":"close","prosocial":"low","total":"high"}""",
            made.Json["bands"]!.ToJsonString());
        Assert.Equal(("draft", "2027-05-20"), (made.Text("status"), made.Text("reviewDueOn")));
        var submitted = await author.PostAsync($"{Url}/{made.Id}/submit", new { }, made.ETag);
        Assert.Equal(("submitted", "upcoming"), (submitted.Text("status"), submitted.Text("dueState")));
        var refused = await author.PostAsync($"{Url}/{made.Id}/moderate", new { }, submitted.ETag);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        var moderated = await lead.PostAsync($"{Url}/{made.Id}/moderate", new { note = "Agreed" }, submitted.ETag);
        Assert.Equal(("moderated", "return lock void"), (moderated.Text("status"), moderated.Json.Actions()));
        var locked = await lead.PostAsync($"{Url}/{made.Id}/lock", new { }, moderated.ETag);
        Assert.Equal("locked", locked.Text("status"));
        Assert.Equal("invalid-transition", (await lead.PostAsync($"{Url}/{made.Id}/return", new { reason = "Too late" }, locked.ETag)).Code);
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_id = $1 AND ended_at IS NULL", made.Id));
        Assert.Equal(4L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1 AND type = 'assessment'", made.Id));
    }

    [Fact]
    public async Task Nobody_moderates_their_own()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var made = await lead.PostAsync(Url, Sdq(pupil: TestData.OakPupils[1]));
        var submitted = await lead.PostAsync($"{Url}/{made.Id}/submit", new { }, made.ETag);
        var refused = await lead.PostAsync($"{Url}/{made.Id}/moderate", new { }, submitted.ETag);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "moderator-is-author"), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData(3, 4, 7)]
    [InlineData(2, 4, null)]
    public async Task Answers_are_pro_rated_half_up_from_three_on(int answered, int sum, int? score)
    {
        using var author = await api.ClientAsync("demo-support");
        var made = await author.PostAsync(Url, Sdq(Five(new { itemsAnswered = answered, rawSum = sum }, 0, 0, 0, 10)));
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal((decimal?)score, made.Json["scores"]!["emotional"]?.GetValue<decimal>());
        Assert.Equal((decimal?)score, made.Json["total"]?.GetValue<decimal>());
    }

    [Theory]
    [InlineData("total", 22, "total-mismatch")]
    [InlineData("assessedOn", "2026-11-24", "assessed-in-the-future")]
    [InlineData("normVersion", "bp2017", "unknown-instrument")]
    [InlineData("respondent", "parent", "respondent-not-of-instrument")]
    [InlineData("scaleReached", "being", "scale-reached-not-kept")]
    [InlineData("reviewDueOn", "2026-11-01", "due-before-assessed")]
    public async Task What_does_not_agree_is_refused(string member, object value, string code)
    {
        using var author = await api.ClientAsync("demo-support");
        var body = Sdq();
        body[member] = value;
        var refused = await author.PostAsync(Url, body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Misshapen_scores_are_refused_where_they_stand()
    {
        using var author = await api.ClientAsync("demo-support");
        var refused = await author.PostAsync(Url, Sdq(Five("5", 1, 1, 1, 1)));
        Assert.Equal((HttpStatusCode.BadRequest, "/scores/emotional"), (refused.Status, refused.Json["errors"]![0]!["pointer"]!.GetValue<string>()));
        Assert.Equal("score-out-of-range", (await author.PostAsync(Url, Sdq(Five(11, 1, 1, 1, 1)))).Code);
        Assert.Equal("unknown-scale", (await author.PostAsync(Url, Sdq(new { boldness = 1 }))).Code);
        var partial = await author.PostAsync(Url, Sdq(new { emotional = 1 }));
        Assert.Equal("scores-incomplete", (await author.PostAsync($"{Url}/{partial.Id}/submit", new { }, partial.ETag)).Code);
    }

    [Fact]
    public async Task A_trajectory_compares_within_one_norm_version_and_is_drawn()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var pupil = TestData.OakPupils[2];
        var first = await lead.SubmittedAsync(Sdq(day: "2026-09-14", purpose: "baseline", pupil: pupil));
        var last = await lead.SubmittedAsync(Sdq(Five(2, 2, 5, 1, 7), purpose: "end", pupil: pupil));
        var read = await lead.ReadAsync($"/v1/pupils/{pupil}/trajectory?instrument=sdq_teacher");
        var series = Assert.Single(read.Json["series"]!.AsArray());
        Assert.Equal(2, series!["points"]!.AsArray().Count);
        var total = series["changes"]!.AsArray().Last()!;
        Assert.Equal(("total", -8m, "improved"), (total["scale"]!.GetValue<string>(), total["change"]!.GetValue<decimal>(), total["outcome"]!.GetValue<string>()));
        var other = new JsonObject { ["pupilId"] = pupil, ["schoolId"] = TestData.Oak, ["instrument"] = "leuven", ["normVersion"] = "five_point", ["assessedOn"] = "2026-11-19", ["scores"] = new JsonObject { ["well_being"] = 3, ["involvement"] = 2 } };
        var leuven = await lead.SubmittedAsync(other);
        Assert.Equal("norm-versions-differ", (await lead.ReadAsync($"{Url}/{first.Id}/comparison?with={leuven.Id}")).Code);
        Assert.Equal(HttpStatusCode.OK, (await lead.ReadAsync($"{Url}/{last.Id}/comparison?with={first.Id}")).Status);
        using var drawn = await lead.GetAsync(new Uri($"/v1/pupils/{pupil}/trajectory/chart?instrument=sdq_teacher", UriKind.Relative));
        Assert.Equal("image/svg+xml", drawn.Content.Headers.ContentType!.MediaType);
        var svg = await drawn.Content.ReadAsStringAsync();
        Assert.Contains("18 (High) on 14 September 2026, 10 (Close to average) on 19 November 2026. From first to last: improved.", svg, StringComparison.Ordinal);
        Assert.Equal("end-before-baseline", (await lead.PostAsync(Url, Sdq(day: "2026-09-01", purpose: "end", pupil: pupil))).Code);
    }

    [Fact]
    public async Task A_trust_defines_its_own_scales_and_retires_them()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var body = new
        {
            code = "calm",
            normVersion = "2026",
            title = "Calm",
            respondents = new[] { "practitioner" },
            source = "Ourselves",
            scales = new[] { new { code = "class", title = "In class", min = 0, max = 10, direction = "higher_is_better", inTotal = true } },
            total = new { title = "Total" },
        };
        var made = await lead.PostAsync("/v1/assessment-instruments", body);
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal("instrument-exists", (await lead.PostAsync("/v1/assessment-instruments", body)).Code);
        var use = Sdq(new { @class = 4 });
        (use["instrument"], use["normVersion"]) = ("calm", "2026");
        Assert.Equal(4m, (await lead.PostAsync(Url, use)).Json["total"]!.GetValue<decimal>());
        Assert.Equal(HttpStatusCode.OK, (await lead.PostAsync($"/v1/assessment-instruments/{made.Id}/retire", new { }, made.ETag)).Status);
        Assert.Equal("instrument-retired", (await lead.PostAsync(Url, use)).Code);
    }

    [Theory]
    [InlineData("{\"reliableChange\":3}", "{}", "/scales/0/reliableChangeSource")]
    [InlineData("{\"reliableChangeSource\":\"A study\"}", "{}", "/scales/0/reliableChange")]
    [InlineData("{}", "{\"reliableChange\":3}", "/total/reliableChangeSource")]
    [InlineData("{}", "{\"reliableChangeSource\":\"A study\"}", "/total/reliableChange")]
    public async Task A_threshold_of_the_trust_s_own_says_where_it_comes_from(string scale, string total, string pointer)
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var (half, sum) = (JsonNode.Parse(scale)!.AsObject(), JsonNode.Parse(total)!.AsObject());
        foreach (var (name, value) in new JsonObject { ["code"] = "class", ["title"] = "In class", ["min"] = 0, ["max"] = 10, ["direction"] = "higher_is_better", ["inTotal"] = true })
        {
            half[name] = value!.DeepClone();
        }

        sum["title"] = "Total";
        var body = new { code = "sourced", normVersion = "1", title = "Sourced", respondents = new[] { "teacher" }, source = "Ourselves", scales = new[] { half }, total = sum };
        var refused = await lead.PostAsync("/v1/assessment-instruments", body);
        Assert.Equal((HttpStatusCode.BadRequest, pointer), (refused.Status, refused.Pointer()));
    }
}
