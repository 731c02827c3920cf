using System.Diagnostics;
using Npgsql;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.TestSupport;

/// <summary>Counts the commands that are sent to one test's database while it lives, whoever sends them.</summary>
public sealed class SentCommands : IDisposable
{
    private readonly ActivityListener _listener;
    private int _count;

    public SentCommands(TestDatabase database)
    {
        var name = new NpgsqlConnectionStringBuilder(database.Runtime).Database;
        _listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                if (a.TagObjects.Any(t => t.Key is "db.namespace" or "db.name" && (string?)t.Value == name) && a.TagObjects.Any(t => t.Key is "db.query.text" or "db.statement"))
                {
                    Interlocked.Increment(ref _count);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public int Count => Volatile.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
