using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PupilSupport.TestSupport;

/// <summary>Everything that the API under test logged: the message, each property and the exception.</summary>
public sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Whether the text stands in any line, as people and machines would find it.</summary>
    public bool Contain(string text) => _lines.Any(line => line.Contains(text, StringComparison.OrdinalIgnoreCase));

    public void Clear() => _lines.Clear();

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"Scope {category}: {Describe(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {Describe(state)} {exception}");
            }
        }

        private static string Describe<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> properties
            ? string.Join(' ', properties.Select(p => $"{p.Key}={p.Value}"))
            : state?.ToString() ?? string.Empty;
    }
}
