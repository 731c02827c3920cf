using PupilSupport.Api.Tests.Assessments;
using PupilSupport.Api.Tests.Observations;
using PupilSupport.Api.Tests.Referrals;
using PupilSupport.Api.Tests.SessionSeries;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Support;

/// <summary>A list sends as many commands for three records as for one.</summary>
public class ListCostTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Worker = "demo-support";
    private static readonly Guid Pupil = TestData.OakPupils[3], Self = TestData.StaffOf(Worker);

    public static TheoryData<string> Lists() =>
        ["/v1/assessments", "/v1/observations", "/v1/recognitions", "/v1/supervision-records", "/v1/coaching-records", "/v1/support-session-series", "/v1/referrals"];

    [Theory, MemberData(nameof(Lists))]
    public async Task It_asks_as_much_for_three_as_for_one(string url)
    {
        using var worker = await api.ClientAsync(Worker);
        await AddAsync(worker, url, 0);
        await CountAsync(worker, url); // what is asked once and kept
        var (one, few) = await CountAsync(worker, url);
        await AddAsync(worker, url, 1);
        await AddAsync(worker, url, 2);
        var (three, more) = await CountAsync(worker, url);
        Assert.Equal((one, few + 2), (three, more));
    }

    private async Task<(int Commands, int Rows)> CountAsync(HttpClient client, string url)
    {
        using var sent = new SentCommands(api.Database);
        var page = await client.ReadAsync(url + "?limit=200");
        Assert.True((int)page.Status == 200, page.ToString());
        return (sent.Count, page.Data.Count);
    }

    private async Task AddAsync(HttpClient client, string url, int number)
    {
        if (url == SeriesRequests.Url)
        {
            await client.PlannedAsync(await api.Database.ProgrammeAsync(Self, pupils: Pupil), new { time = $"{10 + number}:00" });
            return;
        }

        var at = "2026-11-20T09:00:00Z";
        object body = url switch
        {
            "/v1/assessments" => AssessmentRequests.Sdq(pupil: Pupil),
            "/v1/observations" => ObservationRequests.Body("Waited for a turn.", Pupil),
            "/v1/recognitions" => new { schoolId = TestData.Oak, pupilIds = new[] { Pupil }, kind = "kindness", text = "You shared.", occurredAt = at },
            "/v1/supervision-records" => new { schoolId = TestData.Oak, kind = "elsa", form = "group", heldOn = "2026-11-19", minutes = 60, superviseeIds = new[] { Self }, supervisorId = TestData.StaffOf("demo-senco"), notes = "Endings" },
            "/v1/referrals" => ReferralRequests.Body(Pupil, new { service = ((string[])["elsa", "thrive", "nurture"])[number] }),
            _ => new { schoolId = TestData.Oak, coachId = Self, colleagueId = TestData.StaffOf("demo-thrive-lead"), form = "modelled", occurredAt = at, minutes = 30, focus = "Settling" },
        };
        var made = await client.PostAsync(url, body);
        Assert.True((int)made.Status == 201, made.ToString());
    }
}
