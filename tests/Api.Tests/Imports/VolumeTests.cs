using System.Diagnostics;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Imports;

public sealed class VolumeTests(ApiFactoryWithWorkers api) : IClassFixture<ApiFactoryWithWorkers>
{
    [Fact]
    public async Task A_hundred_times_the_pupils_takes_no_more_statements()
    {
        var client = await api.ClientAsync("demo-mis");
        await ImportAsync(client, "v0", 50);
        var (few, _) = await ImportAsync(client, "v1", 50);
        var (many, job) = await ImportAsync(client, "v2", 5_000);
        Assert.Equal($"{5_000 + 200 + 5_000} 1 0 0 0", job);
        // The lease is renewed every second, and each piece of the file is read once or twice.
        Assert.InRange(many, few, few + 100);
    }

    /// <summary>Commands that began while the import ran, to this test's database: others import beside it.</summary>
    private async Task<(int Statements, string Counts)> ImportAsync(HttpClient client, string prefix, int pupils)
    {
        var zip = RosterZip.V11.School(prefix, "100001")
            .Users([.. Enumerable.Range(0, pupils).Select(i => $",{prefix}-{i},student,{prefix},Given{i % 97},Family{i % 89},,,")])
            .Demographics([.. Enumerable.Range(0, pupils).Select(i => $"{prefix}-{i},{2010 + (i % 10)}-0{1 + (i % 9)}-1{i % 10}")])
            .Classes([.. Enumerable.Range(0, 200).Select(i => $"{prefix}-c{i},Class {i},homeroom,{prefix},")])
            .Enrollments([.. Enumerable.Range(0, pupils).Select(i => $",{prefix}-e{i},{prefix}-c{i % 200},{prefix}-{i},student,,")])
            .ToBytes();
        var statements = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Interlocked.Add(ref statements, IsOfImport(activity) ? 1 : 0),
        };
        ActivitySource.AddActivityListener(listener);
        var job = await client.ImportAsync(zip);
        job.Succeeded();
        return (statements, job.Counts());
    }

    // The sequencer and the polling client go on meanwhile; what they say is not the import's.
    private bool IsOfImport(Activity activity) => activity.TagObjects.Any(t => t.Key is "db.namespace" or "db.name" && (string?)t.Value == api.Database.Name) && activity.Tags.Any(t => t.Key == "db.query.text" && (t.Value?.Contains("import_", StringComparison.Ordinal) == true
        || t.Value?.Contains("COPY in_", StringComparison.Ordinal) == true));
}
