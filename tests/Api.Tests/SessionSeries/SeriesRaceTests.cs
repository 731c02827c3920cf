using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SessionSeries.SeriesRequests;

namespace PupilSupport.Api.Tests.SessionSeries;

/// <summary>Two schedulers at once: one wins, always, and the other is told why.</summary>
public class SeriesRaceTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const int Rounds = 4, Rivals = 4;

    private static readonly Guid[] Staff = [Worker, Lead, Senco, TestData.StaffOf("demo-pastoral")];
    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

    [Theory]
    [InlineData("practitioner", 8)]
    [InlineData("pupil", 11)]
    [InlineData("room", 14)]
    public async Task Of_rival_series_one_wins(string shared, int hour)
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var pupils = await api.Database.PupilsAsync(Rivals);
        for (var round = 0; round < Rounds; round++)
        {
            var programmes = new List<Guid>();
            for (var i = 0; i < Rivals; i++)
            {
                programmes.Add(await api.Database.ProgrammeAsync(shared == "practitioner" ? Staff[0] : Staff[i], pupils: shared == "pupil" ? pupils[0] : pupils[i]));
            }

            // They overlap, and neither begins at the same time nor is of the same length as another.
            object At(int i) => new { weekday = Weekdays[round % 5], time = $"{hour + round / 5:00}:{i:00}", minutes = 30 + i, count = 6, room = shared == "room" ? "Den" : null };
            var answers = await Task.WhenAll(programmes.Select((p, i) => lead.PostAsync(OfProgramme(p), Series(At(i)))));
            Assert.True(answers.Count(a => a.Status == HttpStatusCode.Created) == 1, string.Join("\n", answers.Select(a => a.ToString())));
            Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal((HttpStatusCode.Conflict, "series-clashes"), (a.Status, a.Code)));
            Assert.Equal(6L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_sessions WHERE programme_id = ANY ($1)", programmes.ToArray()));
            Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_session_series WHERE programme_id = ANY ($1)", programmes.ToArray()));
        }
    }

    [Fact]
    public async Task Of_a_series_and_single_sessions_one_wins()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var pupils = await api.Database.PupilsAsync(2);
        for (var round = 0; round < Rounds; round++)
        {
            var (programme, time) = (await api.Database.ProgrammeAsync(Worker, pupils: pupils[0]), $"{17 + round / 5}:00");
            var day = new DateOnly(2027, 1, 4).AddDays(round % 5);
            var single = SupportSessions.SessionRequests.Plan($"{day.AddDays(14):yyyy-MM-dd}T{time}:00Z", pupils[1]);
            var answers = await Task.WhenAll(
                lead.PostAsync(OfProgramme(programme), Series(new { weekday = Weekdays[round % 5], time, from = "2027-01-04" })),
                lead.PostAsync(Sessions, single));
            Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
            Assert.Single(answers, a => a.Status == HttpStatusCode.Conflict && a.Code is "series-clashes" or "practitioner-busy");
        }
    }

    [Fact]
    public async Task Of_two_moves_to_one_place_one_wins()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var pupils = await api.Database.PupilsAsync(2);
        for (var round = 0; round < Rounds; round++)
        {
            var series = new List<Answer>();
            for (var i = 0; i < 2; i++)
            {
                var made = await lead.PlannedAsync(
                    await api.Database.ProgrammeAsync(TestData.StaffOf("demo-head"), pupils: pupils[i]),
                    new { weekday = Weekdays[round % 5], time = $"{8 + round / 5 * 3 + i:00}:00", practitionerId = TestData.StaffOf("demo-head") });
                series.Add(await lead.ReadSeriesAsync(made));
            }

            var answers = await Task.WhenAll(series.Select(s => lead.DoAsync(s, "move", new { time = $"{10 + round / 5 * 3:00}:00" })));
            Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
            Assert.Single(answers, a => a.Status == HttpStatusCode.Conflict && a.Code == "series-clashes");
        }
    }
}
