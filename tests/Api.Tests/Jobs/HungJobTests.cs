using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common;
using PupilSupport.Application.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Jobs;

/// <summary>A lab where an attempt may take half a second.</summary>
public sealed class HastyLab : JobLab
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Jobs:TimeLimit"] = "00:00:00.5" };
}

public sealed class HungJobTests(HastyLab lab) : IClassFixture<HastyLab>
{
    [Fact]
    public async Task A_handler_that_never_ends_and_heeds_nothing_is_left_alone_and_ends_no_job()
    {
        var auditor = await lab.ClientAsync("demo-auditor");
        var job = await auditor.PostAsync("/v1/audit-verifications", new { });
        var release = new TaskCompletionSource();
        lab.Work = async (run, scope, _) =>
        {
            await release.Task;
            return await scope.GetRequiredService<IJobSave>().SaveAsync(run, JobOutcome.Cancelled, "audit_chain.verify", default);
        };
        await lab.Runner.RunAsync((await lab.LeaseAsync())!, default);
        Assert.Equal("queued", (await auditor.ReadAsync($"/v1/jobs/{job.Id}")).Text("status"));
        release.SetResult();
        lab.Work = JobLab.Succeed;
        await lab.HurryAsync();
        await lab.DrainAsync();
        Assert.Equal("succeeded", (await auditor.ReadAsync($"/v1/jobs/{job.Id}")).Text("status"));
    }

    [Fact]
    public async Task The_meter_tells_what_waits_and_what_failed()
    {
        var seen = new Dictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == Telemetry.Name && i.Name.StartsWith("pupil_support.jobs.", StringComparison.Ordinal)) { l.EnableMeasurementEvents(i); } } };
        void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) where T : struct
        {
            if (tags[0].Value is "roster_import")
            {
                seen[instrument.Name] = Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        listener.SetMeasurementEventCallback<long>(Note);
        listener.SetMeasurementEventCallback<double>(Note);
        listener.Start();
        var client = await lab.ClientAsync("demo-mis");
        await Imports.ImportClient.UploadAsync(client, [1]);
        await lab.DrainAsync();
        await Imports.ImportClient.UploadAsync(client, [1]);
        await lab.Services.GetRequiredService<JobMetrics>().MeasureAsync(default);
        Assert.Equal(1, seen["pupil_support.jobs.ended"]);
        Assert.Equal(1, seen["pupil_support.jobs.failed"]);
        Assert.Equal(1, seen["pupil_support.jobs.open"]);
        Assert.Contains("pupil_support.jobs.oldest_due", seen.Keys);
    }
}
