using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Roster.Pupils.PupilRequests;

namespace PupilSupport.Api.Tests.Roster.Pupils;

public class ReadPupilTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static string[] Names(IEnumerable<Guid> ids) => [.. ids.Select(i => i.ToString()).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("demo-support", 6)]
    [InlineData("demo-teacher", 3)]
    [InlineData("demo-phase-lead", 6)]
    [InlineData("far-support", 3)]
    [InlineData("demo-trust-dsl", 9)]
    [InlineData("demo-other-dsl", 3)]
    public async Task Each_role_sees_the_pupils_it_reaches(string clientId, int count)
    {
        using var client = await api.ClientAsync(clientId);
        var page = await client.ReadAsync(Url + "?includeTotal=true");

        Assert.True(page.Status == HttpStatusCode.OK, page.ToString());
        Assert.Equal((count, count), (page.Data.Count, page.Json["total"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Filters_by_school_class_year_and_change()
    {
        using var client = await api.ClientAsync("demo-mis");

        Assert.Equal(Names(TestData.BeechPupils), (await client.ReadAsync($"{Url}?schoolId={TestData.Beech}")).Column("id").Order(StringComparer.Ordinal));
        Assert.Equal(Names(TestData.OakPupils.Take(3)), (await client.ReadAsync($"{Url}?classId={TestData.OakClass}")).Column("id").Order(StringComparer.Ordinal));
        Assert.Equal(Names(TestData.BeechPupils), (await client.ReadAsync(Url + "?yearGroup=10")).Column("id").Order(StringComparer.Ordinal));
        Assert.Empty((await client.ReadAsync(Url + "?yearGroup=7")).Data);
        Assert.Empty((await client.ReadAsync(Url + "?updatedSince=2030-01-01T00:00:00Z")).Data);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.ReadAsync(Url + "?yearGroup=seven")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.ReadAsync(Url + "?sort=upn")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&sort=-name")]
    [InlineData("&sort=updatedAt")]
    public async Task Pages_hold_each_pupil_once(string sort)
    {
        using var client = await api.ClientAsync("demo-mis");
        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await client.ReadAsync($"{Url}?limit=2{sort}{(cursor is null ? "" : "&cursor=" + cursor)}");
            Assert.True(page.Status == HttpStatusCode.OK, page.ToString());
            seen.AddRange(page.Column("id"));
            cursor = page.Json["page"]!["nextCursor"]?.ToString();
        }
        while (cursor is not null);

        Assert.Equal(9, seen.Count);
        Assert.Equal(9, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_pupil_out_of_reach_is_answered_as_an_unknown_one()
    {
        using var support = await api.ClientAsync("demo-support");
        using var teacher = await api.ClientAsync("demo-teacher");
        var unknown = await support.ReadAsync($"{Url}/{Guid.NewGuid()}");
        foreach (var id in new[] { TestData.BeechPupils[0], TestData.ElmPupils[0] })
        {
            var answer = await support.ReadAsync($"{Url}/{id}");
            Assert.Equal((HttpStatusCode.NotFound, unknown.Code), (answer.Status, answer.Code));
        }

        Assert.Equal(HttpStatusCode.OK, (await teacher.ReadAsync($"{Url}/{TestData.OakPupils[0]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.ReadAsync($"{Url}/{TestData.OakPupils[5]}")).Status);
    }

    [Fact]
    public async Task Needs_are_left_out_and_named_for_those_who_may_not_read_them()
    {
        var id = TestData.OakPupils[1];
        using var support = await api.ClientAsync("demo-support");
        using var senco = await api.ClientAsync("demo-senco");

        var withheld = await support.ReadAsync($"{Url}/{id}");
        var whole = await senco.ReadAsync($"{Url}/{id}");

        Assert.Equal(["senProvision", "senNeeds"], withheld.Json["_meta"]!["redacted"]!.AsArray().Select(n => n!.ToString()));
        Assert.False(withheld.Json.AsObject().ContainsKey("senNeeds"));
        Assert.False(whole.Json.AsObject().ContainsKey("_meta"));
        Assert.True(whole.Json.AsObject().ContainsKey("senNeeds"));
    }

    [Fact]
    public async Task Shows_the_classes_of_today()
    {
        using var teacher = await api.ClientAsync("demo-teacher");
        var pupil = await teacher.ReadAsync($"{Url}/{TestData.OakPupils[0]}");

        Assert.Equal(("3 Willow", "registration"), (pupil.Json["classes"]![0]!["name"]!.ToString(), pupil.Json["classes"]![0]!["kind"]!.ToString()));
    }
}
