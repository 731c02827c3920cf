using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportProgrammes;

public class DeliveryTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid Senco = TestData.StaffOf("demo-senco"), Teacher = TestData.StaffOf("demo-teacher");
    private static readonly Guid[] Pupils = [TestData.OakPupils[0], TestData.OakPupils[1], TestData.OakPupils[2]];
    private static readonly DateOnly Changed = new(2026, 10, 5), Promoted = new(2026, 10, 19), Demoted = new(2026, 10, 30);
    private static DateTimeOffset _slot = new(2026, 9, 7, 7, 0, 0, TimeSpan.Zero);

    /// <summary>Starts on school days that no two sessions share, some of them still to come.</summary>
    private static DateTimeOffset Slot()
    {
        do
        {
            _slot = _slot.AddHours(5);
        }
        while (_slot.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        return _slot;
    }

    private static async Task<Answer> RunningAsync(HttpClient client, object? with = null) =>
        await client.ThenAsync(await client.ProposedAsync(with ?? new { kind = "nurture", pupilIds = Pupils, targetSessions = 20, minutesPerWeek = 45 }), "wait activate");

    private static Task<Answer> DeliveryAsync(HttpClient client, Answer programme) => client.ReadAsync($"{Url}/{programme.Id}/delivery");

    private static int N(JsonNode node, string name) => node[name]!.GetValue<int>();

    [Fact]
    public async Task Nothing_planned_is_nothing_delivered()
    {
        using var worker = await api.ClientAsync("demo-support");
        var none = (await DeliveryAsync(worker, await worker.ProposedAsync())).Json;
        Assert.Equal((0, 0, 0, 0), (N(none, "plannedSessions"), N(none, "deliveredSessions"), N(none, "costPence"), N(none, "catchUpOwed")));
        Assert.Null(none["adherencePercent"]);
        Assert.Null(none["weeks"]);
        Assert.Equal(0, N(none["pupils"]!.AsArray().Single()!, "minutes"));
    }

    [Fact]
    public async Task What_is_told_is_what_a_slow_count_finds()
    {
        using var worker = await api.ClientAsync("demo-support");
        await PricesAsync();
        for (var seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            var programmes = new[] { await RunningAsync(worker), await RunningAsync(worker) };
            var planted = new List<Planted>();
            for (var i = 0; i < 60; i++)
            {
                var session = Any(random, programmes[random.Next(2)].Id, planted);
                await api.Database.PlantAsync(session);
                planted.Add(session);
            }

            foreach (var programme in programmes)
            {
                var told = await DeliveryAsync(worker, programme);
                Assert.Equal(HttpStatusCode.OK, told.Status);
                Compare([.. planted.Where(p => p.Programme == programme.Id)], planted, told.Json);
            }
        }
    }

    [Fact]
    public async Task It_costs_the_same_for_thirty_sessions_as_for_one()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await RunningAsync(worker);
        await api.Database.PlantAsync(new Planted { Programme = programme.Id, StartsAt = Slot() });
        await DeliveryAsync(worker, programme);
        var few = await CountAsync(worker, programme);
        for (var i = 0; i < 29; i++)
        {
            await api.Database.PlantAsync(new Planted { Programme = programme.Id, StartsAt = Slot() });
        }

        Assert.Equal(few, await CountAsync(worker, programme));
        Assert.Equal(30, N((await DeliveryAsync(worker, programme)).Json, "deliveredSessions"));
        Assert.True(few < 15, $"{few} commands");
    }

    [Fact]
    public async Task Weeks_are_those_with_a_school_day_since_the_start()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await RunningAsync(worker);

        // Half term takes the week of 26 October; the present week counts.
        await api.Database.ExecuteAsync("UPDATE support_programmes SET started_on = '2026-10-14' WHERE id = $1", programme.Id);
        await api.Database.PlantAsync(new Planted { Programme = programme.Id, StartsAt = Slot(), ActualMinutes = 100 });
        var told = (await DeliveryAsync(worker, programme)).Json;
        Assert.Equal((6, 45, 16.7m), (N(told, "weeks"), N(told, "targetMinutesPerWeek"), told["minutesPerWeek"]!.GetValue<decimal>()));
    }

    [Fact]
    public async Task An_onlooker_sees_the_pupils_whom_the_onlooker_reaches()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var phase = await api.ClientAsync("demo-phase-lead");
        var (seen, hidden) = (TestData.OakPupils[0], TestData.OakPupils[5]);
        await api.Database.ExecuteAsync("UPDATE pupils SET date_of_birth = '2010-05-04' WHERE id = $1", hidden);
        var programme = await RunningAsync(worker, new { kind = "nurture", pupilIds = new[] { seen, hidden }, targetSessions = (int?)null });
        await api.Database.PlantAsync(new Planted { Programme = programme.Id, StartsAt = Slot(), Pupils = [(seen, "attended"), (hidden, "refused")] });
        Assert.Equal(2, (await DeliveryAsync(worker, programme)).Json["pupils"]!.AsArray().Count);
        Assert.Equal(seen, (await DeliveryAsync(phase, programme)).Json["pupils"]!.AsArray().Single()!["pupilId"]!.GetValue<Guid>());
        using var elsewhere = await api.ClientAsync("far-support");
        Assert.Equal(HttpStatusCode.NotFound, (await DeliveryAsync(elsewhere, programme)).Status);
    }

    private async Task<int> CountAsync(HttpClient client, Answer programme)
    {
        using var sent = new SentCommands(api.Database);
        await DeliveryAsync(client, programme);
        return sent.Count;
    }

    /// <summary>Dearer support workers from a day on, and a teacher who leads Thrive for a fortnight.</summary>
    private async Task PricesAsync()
    {
        await api.Database.ExecuteAsync(
            "INSERT INTO policy_values (trust_id, id, school_id, policy, effective_from, revision, value, is_correction, reason, set_by_client_id, version, recorded_at, updated_at) VALUES ($1, $2, $3, 'support-programmes', $4, 1, '{\"supportWorkerPencePerHour\": 1913}', false, 'Pay rise', 'somebody', 1, now(), now())",
            TestData.Oakfield, Guid.CreateVersion7(), TestData.Oak, Changed);
        await api.Database.ExecuteAsync(
            "INSERT INTO role_grants (trust_id, id, version, recorded_at, updated_at, staff_id, role, school_id, starts_on, ends_on) VALUES ($1, $2, 1, now(), now(), $3, 'thrive_lead', $4, $5, $6)",
            TestData.Oakfield, Guid.CreateVersion7(), Teacher, TestData.Oak, Promoted, Demoted);
    }

    private static Planted Any(Random random, Guid programme, List<Planted> before)
    {
        string[] statuses = ["completed", "completed", "completed", "missed", "missed", "cancelled", "scheduled", "in_progress", "voided"];
        string[] reasons = ["pupil_absent", "staff_absent", "trip", "suspension", "room_unavailable", "pupil_declined", "other"];
        string[] attendances = ["attended", "late", "left_early", "refused", "absent_pupil", "absent_staff", "not_released", "withdrawn"];
        Guid[] staff = [Worker, Lead, Senco, Teacher];
        random.Shuffle(staff);
        var status = statuses[random.Next(statuses.Length)];
        var reason = status == "missed" ? reasons[random.Next(reasons.Length)] : null;
        var pupils = Pupils.Where(_ => random.Next(3) > 0).Select(p => (p, status is "completed" or "voided" ? attendances[random.Next(random.Next(2) == 0 ? 3 : 8)] : null)).ToArray();
        var owed = before.Where(b => b.Programme == programme && b.CatchUpOwed && before.All(o => o.MakesGood != b.Id || o.Status is "missed" or "cancelled" or "voided")).ToArray();
        return new Planted
        {
            Programme = programme,
            StartsAt = Slot(),
            Status = status,
            PlannedMinutes = random.Next(5, 121),
            ActualMinutes = random.Next(1, 241),
            MissReason = reason,
            CatchUpOwed = reason is "staff_absent" or "trip" or "room_unavailable",
            MakesGood = owed.Length > 0 && random.Next(2) == 0 ? owed[random.Next(owed.Length)].Id : null,
            Practitioners = staff[..random.Next(1, 4)],
            Pupils = pupils,
        };
    }

    private void Compare(Planted[] sessions, List<Planted> all, JsonNode told)
    {
        var now = api.Clock.GetUtcNow();
        int delivered = 0, unattended = 0, untold = 0, school = 0, pupil = 0, other = 0, good = 0, upcoming = 0, cancelled = 0, planned = 0, plannedMinutes = 0, minutes = 0;
        decimal pence = 0;
        foreach (var s in sessions.Where(s => s.Status != "voided"))
        {
            var isMadeGood = s.CatchUpOwed && all.Any(o => o.MakesGood == s.Id && o.Status == "completed");
            var isReached = s.Pupils.Length == 0 || s.Pupils.Any(p => IsReached(p.Attendance));
            if (s.Status == "cancelled")
            {
                cancelled++;
                continue;
            }

            if (s.Status is "scheduled" or "in_progress" && s.StartsAt > now)
            {
                upcoming++;
                continue;
            }

            planned += isMadeGood ? 0 : 1;
            plannedMinutes += isMadeGood ? 0 : s.PlannedMinutes;
            good += isMadeGood ? 1 : 0;
            untold += s.Status is "scheduled" or "in_progress" ? 1 : 0;
            school += s.CatchUpOwed ? 1 : 0;
            pupil += s.MissReason is "pupil_absent" or "suspension" or "pupil_declined" ? 1 : 0;
            other += s.MissReason is "other" ? 1 : 0;
            if (s.Status == "completed")
            {
                delivered += isReached ? 1 : 0;
                unattended += isReached ? 0 : 1;
                minutes += isReached ? s.ActualMinutes : 0;
                pence += s.Practitioners.Sum(p => s.ActualMinutes * (decimal)Price(p, DateOnly.FromDateTime(s.StartsAt.UtcDateTime)));
            }
        }

        Assert.Equal(
            (planned, delivered, unattended, untold, school, pupil, other),
            (N(told, "plannedSessions"), N(told, "deliveredSessions"), N(told, "unattendedSessions"), N(told, "untoldSessions"), N(told, "missedBySchool"), N(told, "missedByPupil"), N(told, "missedOtherwise")));
        Assert.Equal(
            (school - good, good, upcoming, cancelled, plannedMinutes, minutes),
            (N(told, "catchUpOwed"), N(told, "catchUpMadeGood"), N(told, "upcomingSessions"), N(told, "cancelledSessions"), N(told, "plannedMinutes"), N(told, "deliveredMinutes")));
        Assert.Equal(Math.Round(pence / 60, MidpointRounding.AwayFromZero), told["costPence"]!.GetValue<decimal>());
        Assert.Equal(planned == 0 ? null : Math.Round(100m * delivered / planned, 1, MidpointRounding.AwayFromZero), told["adherencePercent"]?.GetValue<decimal>());
        foreach (var row in told["pupils"]!.AsArray())
        {
            var id = row!["pupilId"]!.GetValue<Guid>();
            var parts = sessions.Where(s => s.Status == "completed").SelectMany(s => s.Pupils.Where(p => p.Pupil == id).Select(p => (p.Attendance, s.ActualMinutes))).ToArray();
            Assert.Equal((parts.Count(p => IsReached(p.Attendance)), parts.Where(p => IsReached(p.Attendance)).Sum(p => p.ActualMinutes)), (N(row, "sessions"), N(row, "minutes")));
            Assert.Equal(
                parts.GroupBy(p => p.Attendance!).Select(g => (g.Key, g.Count())).Order(),
                row["attendance"]!.AsArray().Select(a => (a!["attendance"]!.GetValue<string>(), N(a, "sessions"))).Order());
        }
    }

    private static bool IsReached(string? attendance) => attendance is "attended" or "late" or "left_early";

    private static int Price(Guid staff, DateOnly day)
    {
        var policy = new SupportProgrammePolicy();
        return staff switch
        {
            _ when staff == Worker => day >= Changed ? 1913 : policy.SupportWorkerPencePerHour,
            _ when staff == Lead => policy.ThriveLeadPencePerHour,
            _ when staff == Senco => policy.SencoPencePerHour,
            _ when staff == Teacher && day >= Promoted && day <= Demoted => policy.ThriveLeadPencePerHour,
            _ => policy.OtherPencePerHour,
        };
    }
}
