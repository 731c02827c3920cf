using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Api.Tests.Jobs;

public sealed class ScheduleTests(JobLab lab) : IClassFixture<JobLab>, IAsyncLifetime
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public async Task It_fires_once_for_each_trust_or_school_however_many_ask()
    {
        await lab.DeclareAsync(At("2026-11-22T12:30:00Z"));
        var fired = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lab.Scheduler.FireAsync(At("2026-11-23T07:00:00.5Z"), default)));
        Assert.Equal(2, fired.Sum());
        Assert.Equal(2, await CountAsync($"jobs WHERE schedule = '{JobLab.PerTrust}' AND due_at = '2026-11-23T07:00:00Z' AND school_id IS NULL"));
        Assert.Equal(await CountAsync("schools"), await CountAsync($"jobs WHERE schedule = '{JobLab.PerSchool}' AND due_at = '2026-11-23T01:30:00Z'"));
        Assert.Equal(0, await lab.Scheduler.FireAsync(At("2026-11-23T07:00:01Z"), default));
    }

    [Fact]
    public async Task A_time_that_is_written_down_already_is_not_fired_again()
    {
        await lab.DeclareAsync(At("2026-11-23T06:00:00Z"));
        await lab.Scheduler.FireAsync(At("2026-11-23T07:00:00Z"), default);
        await lab.Database.ExecuteAsync("UPDATE schedules SET next_due_at = '2026-11-23T07:00:00Z'");
        await lab.Scheduler.FireAsync(At("2026-11-23T07:00:00Z"), default);
        Assert.Equal(2, await CountAsync($"jobs WHERE schedule = '{JobLab.PerTrust}'"));
    }

    [Theory]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    public async Task On_the_days_when_the_clocks_change_it_fires_once(string before, string due)
    {
        await lab.DeclareAsync(At(before));
        for (var at = At(before); at < At(before).AddDays(1); at = at.AddMinutes(10))
        {
            await lab.Scheduler.FireAsync(at, default);
        }

        Assert.Equal(await CountAsync("schools"), await CountAsync($"jobs WHERE schedule = '{JobLab.PerSchool}'"));
        Assert.Equal(await CountAsync("schools"), await CountAsync($"jobs WHERE schedule = '{JobLab.PerSchool}' AND due_at = '{due}'"));
    }

    [Fact]
    public async Task What_was_missed_fires_once_or_not_at_all_as_declared()
    {
        await lab.DeclareAsync(At("2026-11-16T00:00:00Z"));
        await lab.Scheduler.FireAsync(At("2026-11-23T13:00:00Z"), default);
        Assert.Equal(2, await CountAsync($"jobs WHERE schedule = '{JobLab.PerTrust}'"));
        Assert.Equal(2, await CountAsync($"jobs WHERE schedule = '{JobLab.PerTrust}' AND due_at = '2026-11-23T07:00:00Z'"));
        Assert.Equal(0, await CountAsync($"jobs WHERE schedule = '{JobLab.Punctual}'"));
        await lab.Scheduler.FireAsync(At("2026-11-24T12:00:30Z"), default);
        Assert.Equal(2, await CountAsync($"jobs WHERE schedule = '{JobLab.Punctual}' AND due_at = '2026-11-24T12:00:00Z'"));
    }

    [Fact]
    public async Task Another_time_counts_from_the_moment_it_is_declared()
    {
        await lab.DeclareAsync(At("2026-11-23T06:00:00Z"));
        await lab.Database.ExecuteAsync("UPDATE schedules SET cron = '0 6 * * *'");
        await lab.Scheduler.DeclareAsync(At("2026-11-23T08:00:00Z"), default);
        Assert.Equal(At("2026-11-24T07:00:00Z").UtcDateTime, await lab.Database.ScalarAsync<DateTime>($"SELECT next_due_at FROM schedules WHERE name = '{JobLab.PerTrust}'"));
    }

    [Fact]
    public async Task Its_jobs_run_as_the_system_with_what_is_declared_and_are_audited_as_such()
    {
        var callers = new List<ICaller>();
        lab.Work = async (run, scope, ct) =>
        {
            var caller = scope.GetRequiredService<ICaller>();
            lock (callers)
            {
                callers.Add(caller);
            }

            var db = scope.GetRequiredService<IAppDbContext>();
            db.Set<Room>().Add(Room.Create(run.TrustId, run.SchoolId!.Value, $"By {run.Schedule}", 1, lab.Clock.Now));
            var outcome = JobOutcome.Succeeded(JobCounts.None with { Created = 1 }, [], 0);
            return await scope.GetRequiredService<IJobSave>().SaveAsync(run, outcome, "room.create", ct);
        };
        await lab.DeclareAsync(At("2026-11-23T00:00:00Z"));
        await lab.Scheduler.FireAsync(At("2026-11-23T01:30:00Z"), default);
        var done = await lab.DrainAsync();

        Assert.Equal(await CountAsync("schools"), done.Count);
        Assert.All(callers, c =>
        {
            Assert.Null(c.StaffId);
            Assert.Equal([Permissions.RoomsWrite], c.Permissions);
            Assert.Empty(c.Roles);
            Assert.False(c.ReachOf(Permissions.RoomsWrite).WholeTrust);
            Assert.Single(c.ReachOf(Permissions.RoomsWrite).Schools);
            Assert.Empty(c.ReachOf(Permissions.PupilsRead).Schools);
        });
        Assert.Equal(done.Count, await CountAsync("jobs WHERE status = 'succeeded' AND created_count = 1"));
        Assert.Equal(done.Count, await CountAsync("""
            audit_entries a JOIN jobs j ON j.trust_id = a.trust_id AND j.request_id = a.request_id
            WHERE a.client_id = 'system' AND a.subject = 'lab-per-school' AND a.staff_id IS NULL AND a.action = 'room.create' AND a.record_kind = 'room'
            """));
    }

    [Fact]
    public async Task A_job_that_lost_its_lease_saves_nothing()
    {
        lab.Work = async (run, scope, ct) =>
        {
            await lab.Database.ExecuteAsync("UPDATE jobs SET lease_token = gen_random_uuid() WHERE status = 'running'");
            scope.GetRequiredService<IAppDbContext>().Set<Room>().Add(Room.Create(run.TrustId, run.SchoolId!.Value, "Too late", 1, lab.Clock.Now));
            return await scope.GetRequiredService<IJobSave>().SaveAsync(run, JobOutcome.Succeeded(JobCounts.None, [], 0), "room.create", ct);
        };
        await lab.DeclareAsync(At("2026-11-23T00:00:00Z"));
        await lab.Scheduler.FireAsync(At("2026-11-23T01:30:00Z"), default);
        await lab.Runner.RunAsync((await lab.LeaseAsync())!, default);
        Assert.Equal(0, await CountAsync("rooms WHERE name = 'Too late'"));
        Assert.Equal(1, await CountAsync("jobs WHERE status = 'running'"));
    }

    public async Task InitializeAsync()
    {
        lab.Work = JobLab.Succeed;
        await lab.Database.ExecuteAsync("DELETE FROM jobs");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private Task<long> CountAsync(string from) => lab.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}");
}
