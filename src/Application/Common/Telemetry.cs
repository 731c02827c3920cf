using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PupilSupport.Application.Common;

/// <summary>The product's own traces and metrics. Names and outcome codes only, never anything about a person.</summary>
public static class Telemetry
{
    public const string Name = "PupilSupport";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    /// <summary>Milliseconds per handled request, by request and outcome.</summary>
    public static readonly Histogram<double> Requests = Meter.CreateHistogram<double>("pupil_support.requests", "ms", "Handled requests");

    /// <summary>Audit entries and events that were given their place.</summary>
    public static readonly Counter<long> Sealed = Meter.CreateCounter<long>("pupil_support.sealed", "{row}", "Audit entries and events given their place");

    /// <summary>Passes of the sequencer that failed; it tries again.</summary>
    public static readonly Counter<long> SealingFailures = Meter.CreateCounter<long>("pupil_support.sealing.failures", "{pass}", "Passes of the sequencer that failed");

    /// <summary>Requests for a token, by outcome.</summary>
    public static readonly Counter<long> Logins = Meter.CreateCounter<long>("pupil_support.logins", "{login}", "Requests for a token, by outcome");
}
