using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Jobs;

/// <summary>What the code declares, and the schedule that cleans up after the others.</summary>
public sealed class DeclarationTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private JobQueue Queue => api.Services.GetRequiredService<JobQueue>();

    [Fact]
    public async Task Every_kind_has_one_handler_and_schedules_name_the_kind_they_stand_on()
    {
        await using var scope = api.ScopeOf(new(TestData.Oakfield));
        var handlers = scope.ServiceProvider.GetServices<IJobHandler>().ToList();
        Assert.Equal(Enum.GetValues<JobKind>().Order(), handlers.Select(h => h.Kind).Order());
        var known = typeof(Permissions).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToHashSet();
        foreach (var handler in handlers)
        {
            if (handler.GetType().GetCustomAttribute<ScheduledAttribute>()?.Declared is { } schedule)
            {
                Assert.Equal(handler.Kind, schedule.Kind);
                Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", schedule.Name);
                Assert.InRange(schedule.Name.Length, 1, 50);
                Assert.Empty(schedule.Permissions.Except(known));
            }
        }
    }

    [Fact]
    public async Task The_purge_deletes_scheduled_runs_of_long_ago_and_nothing_else()
    {
        await RunAsync("a", "succeeded", daysAgo: 40);
        await RunAsync("a", "failed", daysAgo: 41);
        await RunAsync("a", "failed", daysAgo: 95);
        await RunAsync("a", "succeeded", daysAgo: 5);
        await RunAsync("b", "succeeded", daysAgo: 400);
        await RunAsync(null, "succeeded", daysAgo: 400);
        var scheduler = api.Services.GetRequiredService<Scheduler>();
        await scheduler.DeclareAsync(api.Clock.Now, default);
        await scheduler.FireAsync(api.Clock.Now.AddHours(1), default);
        var purge = await Queue.LeaseAsync([JobKind.JobPurge], [], default);

        await api.Services.GetRequiredService<JobRunner>().RunAsync(purge!, default);

        Assert.Equal("succeeded", await api.Database.ScalarAsync<string>("SELECT status FROM jobs WHERE id = $1", purge!.Run.Id.Value));
        Assert.Equal("a 41, a 5, b 400, null 400", await api.Database.ScalarAsync<string>(
            "SELECT string_agg(request_id, ', ' ORDER BY request_id) FROM jobs WHERE client_id = 'purge-test'"));
    }

    private Task<int> RunAsync(string? schedule, string status, int daysAgo) => api.Database.ExecuteAsync(
        $"""
        INSERT INTO jobs (trust_id, id, version, recorded_at, updated_at, kind, status, client_id, subject, request_id, input, progress_done, progress_total,
          created_count, updated_count, unchanged_count, failed_count, skipped_count, errors_total, schedule, due_at, finished_at)
        SELECT $1, app_uuidv7(now()), 1, t.at, t.at, 'audit_verification', $2, 'purge-test', 'x', $4, '{"{}"}', 0, 0, 0, 0, 0, 0, 0, 0,
          {(schedule is null ? "NULL, NULL" : $"'{schedule}', t.at")}, t.at
        FROM (SELECT now() - make_interval(days => $3) AS at) t
        """,
        TestData.Oakfield, status, daysAgo, $"{schedule ?? "null"} {daysAgo}");
}
