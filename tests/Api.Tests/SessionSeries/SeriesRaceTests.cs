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

    [Fact]
    public async Task Of_a_move_and_bookings_of_its_new_place_one_wins()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var pupils = await api.Database.PupilsAsync(Rivals);
        for (var round = 0; round < Rounds; round++)
        {
            var (weekday, day) = (Weekdays[round], new DateOnly(2027, 4, 12).AddDays(round));
            var made = await lead.PlannedAsync(
                await api.Database.ProgrammeAsync(Lead, pupils: pupils[0]), new { weekday, time = "09:00", from = $"{day:yyyy-MM-dd}", count = 3 });
            var series = await lead.ReadSeriesAsync(made);
            var answers = await Task.WhenAll(
                pupils[1..].Select((p, i) => lead.PostAsync(Sessions, Booking(day.AddDays(7), 12, i, Lead, p))).Append(lead.DoAsync(series, "move", new { time = "13:00" })));
            AssertWinners(1, answers);
            Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(DISTINCT starts_at::time) FROM support_sessions WHERE series_id = $1", series.Id));
        }
    }

    [Fact]
    public async Task A_room_for_two_takes_two_of_four_and_no_half_series()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var pupils = await api.Database.PupilsAsync(Rivals);
        await api.Database.ExecuteAsync(
            "INSERT INTO rooms (trust_id, id, school_id, name, key, capacity, version, recorded_at, updated_at) VALUES ($1, gen_random_uuid(), $2, 'Barn', 'BARN', 2, 1, now(), now())",
            TestData.Oakfield, TestData.Oak);
        for (var round = 0; round < Rounds; round++)
        {
            var (weekday, day) = (Weekdays[round], new DateOnly(2027, 5, 10).AddDays(round));
            var programmes = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => api.Database.ProgrammeAsync(Staff[i], pupils: pupils[i])));
            var answers = await Task.WhenAll(
                programmes.Select((p, i) => lead.PostAsync(OfProgramme(p), Series(new { weekday, time = $"10:0{i}", from = $"{day:yyyy-MM-dd}", count = 2, room = "Barn" })))
                    .Concat(Enumerable.Range(2, 2).Select(i => lead.PostAsync(Sessions, Booking(day.AddDays(7), 9, i, Staff[i], pupils[i], "Barn")))));
            AssertWinners(2, answers);
            Assert.Equal(
                2L * answers[..2].Count(a => a.Status == HttpStatusCode.Created),
                await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_sessions WHERE programme_id = ANY ($1)", programmes));
        }
    }

    /// <summary>And what its former practitioner still plans meanwhile is refused or goes along.</summary>
    [Fact]
    public async Task Of_a_hand_over_and_bookings_of_whoever_takes_over_one_wins()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var worker = await api.ClientAsync("demo-support");
        var (taker, pupils) = (TestData.StaffOf("demo-pastoral"), await api.Database.PupilsAsync(Rivals));
        for (var round = 0; round < Rounds; round++)
        {
            var (weekday, day) = (Weekdays[round], new DateOnly(2027, 6, 7).AddDays(round));
            var programme = await api.Database.ProgrammeAsync(Worker, pupils: pupils[0]);
            await lead.PlannedAsync(programme, new { weekday, time = "13:00", from = $"{day:yyyy-MM-dd}", count = 3 });
            var handed = lead.PostAsync($"/v1/support-programmes/{programme}/hand-over", new { practitionerId = taker, note = "x" }, "\"1\"");
            var more = worker.PostAsync(OfProgramme(programme), Series(new { weekday, time = "15:00", from = $"{day:yyyy-MM-dd}", count = 2 }));
            var single = worker.PostAsync(Sessions, SupportSessions.SessionRequests.Plan(
                $"{day:yyyy-MM-dd}T16:00:00Z", pupils[0], new { type = "social_skills", strand = (string?)null, programmeId = programme }));
            var answers = await Task.WhenAll(pupils[1..].Select((p, i) => lead.PostAsync(Sessions, Booking(day.AddDays(7), 12, i, taker, p))).Append(handed));
            AssertWinners(1, answers);
            Assert.All((Answer[])[await more, await single], a => Assert.Contains((int)a.Status, (int[])[201, 403]));
            Assert.Equal(
                (await handed).Status == HttpStatusCode.OK ? taker : Worker,
                await api.Database.ScalarAsync<Guid>("SELECT DISTINCT practitioner_id FROM support_sessions WHERE programme_id = $1", programme));
            Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(DISTINCT practitioner_id) FROM support_sessions WHERE programme_id = $1", programme));
        }
    }

    /// <summary>A single session of an hour from shortly before the full hour that follows; each begins at its own minute.</summary>
    private static System.Text.Json.Nodes.JsonObject Booking(DateOnly day, int hour, int rival, Guid practitioner, Guid pupil, string? room = null) =>
        SupportSessions.SessionRequests.Plan($"{day:yyyy-MM-dd}T{hour - 1:00}:4{rival}:00Z", pupil, new { practitionerId = practitioner, plannedMinutes = 45, room });

    private static void AssertWinners(int count, IReadOnlyList<Answer> answers)
    {
        Assert.True(answers.Count(a => a.Status is HttpStatusCode.Created or HttpStatusCode.OK) == count, string.Join("\n", answers.Select(a => a.ToString())));
        Assert.All(answers.Where(a => a.Status is not (HttpStatusCode.Created or HttpStatusCode.OK)), a => Assert.Equal(HttpStatusCode.Conflict, a.Status));
    }
}
