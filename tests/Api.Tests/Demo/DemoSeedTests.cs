using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Demo;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Demo;

public sealed class DemoSeedTests(DemoSeedTests.Api api) : IClassFixture<DemoSeedTests.Api>
{
    /// <summary>An empty database that the seed may fill as its owner.</summary>
    public sealed class Api : ApiFactory
    {
        protected override Task SeedAsync(TestDatabase database) => Task.CompletedTask;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["ConnectionStrings:Owner"] = Database.Owner };
    }

    [Fact]
    public async Task Two_trusts_come_in_through_the_importer_and_a_second_seed_changes_nothing()
    {
        var seed = api.Services.GetRequiredService<DemoSeed>();
        await seed.RunAsync(_ => { }, default);
        Assert.InRange(await CountAsync("pupils"), 900, 1_000);
        Assert.Equal(4, await CountAsync("schools"));
        Assert.Equal(0, await CountAsync("pupils WHERE upn IS NULL OR date_of_birth IS NULL"));
        Assert.Equal(17, await CountAsync("api_clients"));
        Assert.Equal(5, await CountAsync("(SELECT DISTINCT status FROM support_sessions) s"));
        Assert.Equal(await CountAsync("support_session_participants"), await CountAsync("chronology_entries WHERE kind = 'support_session'"));
        await MedicinesAsync();
        await ProgrammesAsync();
        await PlansAsync(reviews: 3);
        var events = await CountAsync("events");

        await seed.RunAsync(_ => { }, default);

        Assert.Equal(events, await CountAsync("events"));
        var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(27, (await teacher.ReadAsync("/v1/pupils?limit=200")).Data.Count);
        var other = await api.ClientAsync("demo-other-dsl");
        Assert.Equal(HttpStatusCode.OK, (await other.ReadAsync("/v1/me")).Status);
    }

    [Fact]
    public async Task Medicines_and_programmes_come_in_at_any_hour_of_any_day()
    {
        var (seed, before) = (api.Services.GetRequiredService<DemoSeed>(), api.Clock.Now);
        try
        {
            // A night and a late evening of a school day, a weekend, the first days of a year, both clock changes, and the holidays.
            foreach (var now in (string[])
                ["2026-11-23T04:00Z", "2026-11-23T23:50Z", "2026-11-22T10:00Z", "2026-09-01T12:00Z", "2026-09-02T12:10Z", "2026-09-03T11:45Z", "2026-10-25T01:30Z", "2027-03-28T01:30Z", "2027-08-20T12:00Z"])
            {
                api.Clock.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
                await ForgetAsync();
                await seed.RunAsync(_ => { }, default);
                await MedicinesAsync();
                await ProgrammesAsync();
                await PlansAsync(reviews: now.StartsWith("2026-09", StringComparison.Ordinal) ? 0 : 3); // a year's first days have nothing to look back on
                Assert.Equal(0, await CountAsync($"medication_administrations WHERE given_at > '{now}'"));
            }
        }
        finally
        {
            api.Clock.Now = before;
            await ForgetAsync();
        }
    }

    /// <summary>All that a seed tells of days, so that the next one tells it again.</summary>
    private Task<int> ForgetAsync() => api.Database.ExecuteAsync(
        """
        TRUNCATE medicine_consents, medication_orders, medicine_stocks, medication_administrations, dose_overrides, medicine_stock_entries, medicine_errors,
          support_programmes, support_sessions, assessments, observations, recognitions, supervision_records, coaching_records, support_session_series, pupil_profiles, work_tasks, plans,
          chronology_entries CASCADE
        """);

    private async Task PlansAsync(int reviews)
    {
        Assert.Equal(13, await CountAsync("plans WHERE status = 'active'"));
        Assert.Equal((reviews, reviews), (await CountAsync("plan_reviews"), await CountAsync("plan_entries")));
    }

    /// <summary>A believable day, whatever day it is: the doses depend on the school days before it.</summary>
    private async Task MedicinesAsync()
    {
        Assert.Equal(6, await CountAsync("medication_orders WHERE status = 'active'"));
        Assert.Equal(2, await CountAsync("medication_orders WHERE controlled AND confirmed_by_id IS NOT NULL"));
        Assert.Equal(8, await CountAsync("medicine_stocks WHERE balance > 0"));
        Assert.Equal(3, await CountAsync("medicine_stocks WHERE owner = 'school'"));
        Assert.Equal(1, await CountAsync("medicine_consents WHERE expires_on IS NOT NULL"));
        Assert.True(await CountAsync("training_records WHERE expires_on IS NOT NULL") > 5);
        var hasDoses = await CountAsync("medication_administrations") > 0;
        Assert.Equal(hasDoses, await CountAsync("medicine_errors") > 0);
        Assert.Equal(hasDoses ? 1 : 0, await CountAsync("medication_administrations WHERE status = 'voided'"));
        Assert.Equal(hasDoses ? 1 : 0, await CountAsync("medicine_stock_entries WHERE kind = 'reversal'"));
        Assert.Equal(0, await CountAsync("medicine_stocks s WHERE balance <> (SELECT sum(delta) FROM medicine_stock_entries e WHERE e.stock_id = s.id)"));
    }

    /// <summary>Enough ended with both measures to be published, one waiting for too long where the calendar can tell.</summary>
    private async Task ProgrammesAsync()
    {
        Assert.Equal(9, await CountAsync("support_programmes WHERE status = 'completed'"));
        Assert.Equal(9, await CountAsync("support_programme_pupils WHERE start_assessment_id IS NOT NULL AND end_assessment_id IS NOT NULL"));
        Assert.Equal(2, await CountAsync("support_programmes WHERE status = 'active'"));
        Assert.Equal(19, await CountAsync("assessments WHERE status = 'locked' AND total IS NOT NULL"));
        Assert.Equal((3, 1, 1), (await CountAsync("observations"), await CountAsync("recognitions"), await CountAsync("pupil_profiles")));
        Assert.Equal((1, 1), (await CountAsync("supervision_records WHERE kind = 'elsa'"), await CountAsync("coaching_records")));
        Assert.Equal(0, await CountAsync("support_sessions WHERE status = 'completed' AND ends_at > recorded_at"));
    }

    [Fact]
    public void The_terms_of_2026_27_are_those_of_the_fixed_calendar()
    {
        var (opens, closes, closures) = DemoTerms.Of(new AcademicYear(2026));
        Assert.Equal((new DateOnly(2026, 9, 2), new DateOnly(2027, 7, 21)), (opens, closes));
        Assert.Equal(
            [
                (new DateOnly(2026, 10, 26), new DateOnly(2026, 10, 30)), (new DateOnly(2026, 12, 21), new DateOnly(2027, 1, 1)),
                (new DateOnly(2027, 2, 15), new DateOnly(2027, 2, 19)), (new DateOnly(2027, 3, 26), new DateOnly(2027, 4, 9)),
                (new DateOnly(2027, 5, 3), new DateOnly(2027, 5, 3)), (new DateOnly(2027, 5, 31), new DateOnly(2027, 6, 4)),
            ],
            closures.Select(c => (c.FirstDay, c.LastDay)));
    }

    [Fact]
    public void Every_year_of_this_century_makes_a_calendar()
    {
        for (var start = 2020; start < 2090; start++)
        {
            var (opens, closes, closures) = DemoTerms.Of(new AcademicYear(start));
            var year = SchoolYear.Create(opens, closes, closures.Select(c => new DateSpan(c.FirstDay, c.LastDay)));
            Assert.True(year.IsSuccess, $"{start}");
            Assert.InRange(year.Value.SchoolDays().Count(), 185, 200);
            Assert.True(closures.Zip(closures.Skip(1)).All(p => p.First.LastDay < p.Second.FirstDay), $"{start}");
        }
    }

    private Task<long> CountAsync(string from) => api.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}");
}
