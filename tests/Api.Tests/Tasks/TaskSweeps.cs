using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Tasks;

internal static class TaskSweeps
{
    /// <summary>Lets the schedule of the sweep fire at that time, and runs its jobs.</summary>
    public static async Task SweepTasksAsync(this ApiFactory api, string time)
    {
        api.Clock.Now = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        var scheduler = api.Services.GetRequiredService<Scheduler>();
        await api.Database.ExecuteAsync("DELETE FROM schedules");
        await scheduler.DeclareAsync(api.Clock.Now.AddMinutes(-30), default);
        await scheduler.FireAsync(api.Clock.Now, default);
        var queue = api.Services.GetRequiredService<JobQueue>();
        var runner = api.Services.GetRequiredService<JobRunner>();
        while (await queue.LeaseAsync([JobKind.TaskSweep], [], default) is { } job)
        {
            await runner.RunAsync(job, default);
        }
    }
}
