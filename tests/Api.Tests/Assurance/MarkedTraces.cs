using System.Collections.Concurrent;
using System.Diagnostics;
using PupilSupport.Application.Common;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>Listens to every trace that would be exported, and keeps what holds <see cref="World.Marker"/>.</summary>
internal sealed class MarkedTraces : IDisposable
{
    // As in ObservabilitySetup.
    private static readonly HashSet<string> Sources = [Telemetry.Name, "Microsoft.AspNetCore", "Npgsql"];

    private readonly ConcurrentQueue<string> _found = new();
    private readonly ActivityListener _listener;
    private int _heard;

    public MarkedTraces()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => Sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>How many spans ended, so that silence can be told from innocence.</summary>
    public int Heard => _heard;

    public IReadOnlyCollection<string> Found => _found;

    public void Dispose() => _listener.Dispose();

    private void Hear(Activity span)
    {
        // SQL that belongs to no request is a test's own; tests of other classes plant words by it.
        if (span.Source.Name == "Npgsql" && span.Parent is null)
        {
            return;
        }

        Interlocked.Increment(ref _heard);
        var text = string.Join(' ', Texts(span));
        if (text.Contains(World.Marker, StringComparison.OrdinalIgnoreCase))
        {
            _found.Enqueue($"Trace {span.Source.Name} {span.OperationName}: {text}");
        }
    }

    private static IEnumerable<string> Texts(Activity span) =>
        span.TagObjects.Concat(span.Events.SelectMany(e => e.Tags.Prepend(new("event", e.Name))))
            .Concat(span.Baggage.Select(b => KeyValuePair.Create<string, object?>(b.Key, b.Value)))
            .Select(t => $"{t.Key}={t.Value}")
            .Prepend($"{span.DisplayName} {span.StatusDescription}");
}
