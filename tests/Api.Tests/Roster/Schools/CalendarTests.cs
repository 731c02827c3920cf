using System.Net;
using PupilSupport.Api.Tests.Roster.Pupils;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Roster.Schools;

public class CalendarTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly string Url = $"/v1/schools/{TestData.Oak}/calendars";

    private static readonly object Year = new
    {
        opensOn = "2027-09-01",
        closesOn = "2028-07-20",
        closures = new object[]
        {
            new { firstDay = "2027-12-20", lastDay = "2027-12-31", label = "Christmas holiday" },
            new { firstDay = "2027-10-25", lastDay = "2027-10-29" },
        },
    };

    [Fact]
    public async Task Sets_a_year_once_and_lists_it()
    {
        using var client = await api.ClientAsync("demo-office");
        var made = await client.PutAsync(Url + "/2027-28", Year);
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal(("2027/28", "\"1\""), (made.Text("academicYear"), made.ETag));
        Assert.Equal("2027-10-25", made.Json["closures"]![0]!["firstDay"]!.ToString());

        var again = await client.PutAsync(Url + "/2027-28", Year);
        Assert.Equal((HttpStatusCode.OK, made.BodyText), (again.Status, again.BodyText));
        var shorter = await client.PutAsync(Url + "/2027-28", new { opensOn = "2027-09-01", closesOn = "2028-07-20" }, made.ETag);
        Assert.Equal((0, "\"2\""), (shorter.Json["closures"]!.AsArray().Count, shorter.ETag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PutAsync(Url + "/2027-28", Year, made.ETag)).Status);

        Assert.Equal(["2026/27", "2027/28"], (await client.ReadAsync(Url)).Column("academicYear"));
        Assert.Equal(2, await api.AuditsAsync("school_calendar.put", made.Id));
        Assert.Equal(2, await api.EventsAsync(made.Id));
    }

    [Theory]
    [InlineData("2028-29", "2028-09-01", "2028-08-31", "calendar-ends-before-it-starts")]
    [InlineData("2028-29", "2028-08-31", "2029-07-20", "calendar-outside-one-year")]
    [InlineData("2028-29", "2027-09-01", "2028-07-20", "calendar-outside-one-year")]
    public async Task Refuses_days_that_are_no_such_year(string year, string opensOn, string closesOn, string code)
    {
        using var client = await api.ClientAsync("demo-office");
        var refused = await client.PutAsync($"{Url}/{year}", new { opensOn, closesOn });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Refuses_closures_that_share_a_day()
    {
        using var client = await api.ClientAsync("demo-office");
        var refused = await client.PutAsync(Url + "/2029-30", new
        {
            opensOn = "2029-09-03",
            closesOn = "2030-07-19",
            closures = new[] { new { firstDay = "2029-10-22", lastDay = "2029-10-26" }, new { firstDay = "2029-10-26", lastDay = "2029-10-30" } },
        });

        Assert.Equal("calendar-closures-overlap", refused.Code);
    }

    [Theory]
    [InlineData("2027-29")]
    [InlineData("2027")]
    [InlineData("next")]
    public async Task A_year_that_is_none_is_not_found(string year)
    {
        using var client = await api.ClientAsync("demo-office");
        Assert.Equal(HttpStatusCode.NotFound, (await client.PutAsync($"{Url}/{year}", Year)).Status);
    }

    [Fact]
    public async Task Is_refused_or_hidden_by_role_school_and_trust()
    {
        using var office = await api.ClientAsync("demo-office");
        using var teacher = await api.ClientAsync("demo-teacher");

        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PutAsync(Url + "/2027-28", Year)).Status);
        foreach (var school in new[] { TestData.Beech, TestData.Elm, Guid.NewGuid() })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await office.ReadAsync($"/v1/schools/{school}/calendars")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await office.PutAsync($"/v1/schools/{school}/calendars/2027-28", Year)).Status);
        }
    }
}
