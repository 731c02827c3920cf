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
}
