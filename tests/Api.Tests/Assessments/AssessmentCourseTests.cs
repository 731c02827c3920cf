using System.Net;
using PupilSupport.Api.Tests.SupportProgrammes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Assessments.AssessmentRequests;

namespace PupilSupport.Api.Tests.Assessments;

/// <summary>One baseline and one end after it in each programme, by one kind of person, whoever writes at once.</summary>
public class AssessmentCourseTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("baseline")]
    [InlineData("end")]
    public async Task Of_rivals_one_is_the_baseline_and_one_the_end(string purpose)
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await lead.ProposedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => lead.PostAsync(Url, Of(programme, purpose, "2026-11-19"))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal((HttpStatusCode.Conflict, "assessment-exists"), (a.Status, a.Code)));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM assessments WHERE programme_id = $1", programme.Id));
        Assert.Equal(HttpStatusCode.Created, (await lead.PostAsync(Url, Of(programme, "review", "2026-11-19"))).Status);
    }

    [Fact]
    public async Task A_baseline_and_an_end_at_once_are_never_the_wrong_way_round()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await lead.ProposedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => lead.PostAsync(
            Url, i % 2 == 0 ? Of(programme, "baseline", "2026-11-19") : Of(programme, "end", "2026-11-12"))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(
            answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Contains(a.Code, new[] { "assessment-exists", "end-before-baseline" }));
    }

    [Fact]
    public async Task Void_makes_room_for_another_and_a_revision_takes_none()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await lead.ProposedAsync();
        var first = await lead.PostAsync(Url, Of(programme, "baseline", "2026-11-12"));
        var review = await lead.PostAsync(Url, Of(programme, "review", "2026-11-13"));
        var taken = await lead.PatchAsync($"{Url}/{review.Id}", new { purpose = "baseline" }, review.ETag);
        Assert.Equal((HttpStatusCode.Conflict, "assessment-exists", "/purpose"), (taken.Status, taken.Code, taken.Pointer()));
        Assert.Equal(HttpStatusCode.OK, (await lead.PostAsync($"{Url}/{first.Id}/void", new { reason = "Another pupil" }, first.ETag)).Status);
        Assert.Equal(HttpStatusCode.OK, (await lead.PatchAsync($"{Url}/{review.Id}", new { purpose = "baseline" }, review.ETag)).Status);
    }

    [Fact]
    public async Task The_database_itself_keeps_the_course_and_the_kind_of_respondent()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await lead.ProposedAsync();
        Assert.Equal(HttpStatusCode.Created, (await lead.PostAsync(Url, Of(programme, "baseline", "2026-11-12"))).Status);
        Assert.Equal("assessments_course", await PlantAsync("baseline", "2026-11-14", "teacher"));
        Assert.Equal("assessments_course", await PlantAsync("end", "2026-11-12", "teacher"));
        Assert.Equal("assessments_one_respondent", await PlantAsync("review", "2026-11-14", "parent"));
        Assert.Null(await PlantAsync("end", "2026-11-13", "teacher"));

        async Task<string?> PlantAsync(string purpose, string day, string respondent)
        {
            try
            {
                await api.Database.ExecuteAsync(
                    """
                    INSERT INTO assessments (trust_id, id, school_id, pupil_id, instrument, norm_version, respondent, purpose, programme_id, assessed_on, status, assessed_by_id, version, recorded_at, updated_at)
                    VALUES ($1, $2, $3, $4, 'sdq_teacher', 'uk_four_band', $5, $6, $7, $8::date, 'draft', $9, 1, now(), now())
                    """,
                    TestData.Oakfield, Guid.CreateVersion7(), TestData.Oak, TestData.OakPupils[0], respondent, purpose, programme.Id,
                    DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), ProgrammeRequests.Worker);
                return null;
            }
            catch (Npgsql.PostgresException refused)
            {
                return refused.ConstraintName;
            }
        }
    }

    [Fact]
    public async Task Of_rivals_one_defines_a_norm_version()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var body = new
        {
            code = "rival",
            normVersion = "2026",
            title = "Rival",
            respondents = new[] { "practitioner" },
            source = "Ourselves",
            scales = new[] { new { code = "calm", title = "Calm", min = 0, max = 10, direction = "higher_is_better" } },
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => lead.PostAsync("/v1/assessment-instruments", body)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal((HttpStatusCode.Conflict, "instrument-exists"), (a.Status, a.Code)));
    }

    private static Dictionary<string, object?> Of(Answer programme, string purpose, string day)
    {
        var body = Sdq(day: day, purpose: purpose);
        body["programmeId"] = programme.Id;
        return body;
    }
}
