using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Medication;

internal static class MedicationWatches
{
    /// <summary>Lets the schedule of that time fire and runs its job.</summary>
    public static async Task WatchMedicationAsync(this ApiFactory api, string time)
    {
        await api.FireMedicationWatchAsync(time);
        var queue = api.Services.GetRequiredService<JobQueue>();
        var runner = api.Services.GetRequiredService<JobRunner>();
        while (await queue.LeaseAsync([JobKind.MedicationWatch], [], default) is { } job)
        {
            await runner.RunAsync(job, default);
        }
    }

    public static async Task FireMedicationWatchAsync(this ApiFactory api, string time)
    {
        api.Clock.Now = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        var scheduler = api.Services.GetRequiredService<Scheduler>();
        await api.Database.ExecuteAsync("DELETE FROM schedules");
        await scheduler.DeclareAsync(api.Clock.Now.AddMinutes(-5), default);
        await scheduler.FireAsync(api.Clock.Now, default);
    }
}
