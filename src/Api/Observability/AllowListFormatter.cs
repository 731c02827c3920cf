using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PupilSupport.Api.Observability;

/// <summary>
/// One JSON object a line: the message's template and those of its values that are listed here. A value that nobody
/// listed is left out, and so is an exception's message: either may hold what a person typed.
/// </summary>
internal sealed class AllowListFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "allow-list";

    internal static readonly FrozenSet<string> Allowed = FrozenSet.ToFrozenSet(
        [
            // Ours: codes, ids and figures. A test holds them to the templates.
            "Action", "AttachmentId", "BaseType", "Channel", "ClientId", "DeliveryId", "ElapsedMs", "Error", "ExceptionType", "Fault", "Issuer", "JobId", "Kind", "Method", "Outcome", "Place",
            "Request", "Seconds", "SqlState", "Subject",

            // The framework's.
            "address", "EnvName",
        ],
        StringComparer.Ordinal);

    // For log collectors, never for a page: no need to escape what HTML would mind.
    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("at", clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("category", logEntry.Category);
            json.WriteNumber("event", logEntry.EventId.Id);
            json.WriteString("trace", Activity.Current?.TraceId.ToString());
            WriteState(json, logEntry.State as IReadOnlyList<KeyValuePair<string, object?>>);
            WriteException(json, logEntry.Exception);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void WriteState(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>>? state)
    {
        foreach (var (name, value) in state ?? [])
        {
            if (name == "{OriginalFormat}")
            {
                json.WriteString("message", value as string);
            }
            else if (Allowed.Contains(name))
            {
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
            }
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception? exception)
    {
        if (exception is null)
        {
            return;
        }

        json.WriteStartArray("exceptions");
        for (var e = exception; e is not null; e = e.InnerException)
        {
            json.WriteStartObject();
            json.WriteString("type", e.GetType().FullName);
            json.WriteString("sqlState", (e as Npgsql.PostgresException)?.SqlState);
            json.WriteString("stack", e.StackTrace);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
