using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.TestSupport;

/// <summary>Counts the commands that are sent to one test's database while it lives, whoever sends them.</summary>
public sealed partial class SentCommands : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<string> _texts = [];

    public SentCommands(TestDatabase database)
    {
        var name = new NpgsqlConnectionStringBuilder(database.Runtime).Database;
        _listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                if (a.TagObjects.Any(t => t.Key is "db.namespace" or "db.name" && (string?)t.Value == name)
                    && a.TagObjects.FirstOrDefault(t => t.Key is "db.query.text" or "db.statement").Value is string text)
                {
                    _texts.Enqueue(text);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Those with both words.</summary>
    public int CountOf(string word, string other) => _texts.Count(t => t.Contains(word, StringComparison.Ordinal) && t.Contains(other, StringComparison.Ordinal));

    public int Count => _texts.Count;

    /// <summary>The last one with that word.</summary>
    public string LastOf(string word) => _texts.Last(t => t.Contains(word, StringComparison.Ordinal));

    /// <summary>The tables whose rows were locked, in order.</summary>
    public IReadOnlyList<string> Locked => [.. _texts.SelectMany(t => RowLock().Matches(t)).Select(m => m.Groups[1].Value)];

    public void Dispose() => _listener.Dispose();

    [GeneratedRegex("""SELECT 1[^;]* FROM "?(\w+)"? WHERE[^;]* FOR UPDATE""")]
    private static partial Regex RowLock();
}
