using System.Text.Json;
using AutoMapper;
using PupilSupport.Application.Common.Contract;

namespace PupilSupport.Application.AuditEntries.Dtos;

/// <summary>One line of the audit: a change of a record, or the read of a sensitive one.</summary>
public sealed record AuditEntryDto
{
    public required Guid Id { get; init; }

    /// <summary>When the server stored it.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The OAuth client that acted.</summary>
    [Text(255)]
    public required string ClientId { get; init; }

    /// <summary>The token's subject: a person's, or the client's own.</summary>
    [Text(255)]
    public required string Subject { get; init; }

    /// <summary>The member of staff who acted; null for a machine.</summary>
    public required Guid? StaffId { get; init; }

    /// <summary>What was done, as <c>resource.verb</c>.</summary>
    [Text(100)]
    public required string Action { get; init; }

    /// <summary>The kind of the record.</summary>
    [Text(100)]
    public required string RecordKind { get; init; }

    /// <summary>The record; null for a read of a list.</summary>
    public required Guid? RecordId { get; init; }

    /// <summary>The record's version after the change; null for a read.</summary>
    public required int? RecordVersion { get; init; }

    /// <summary>The record's school; null when it belongs to the trust.</summary>
    public required Guid? SchoolId { get; init; }

    /// <summary>The reason that the caller gave; of a pupil's record a keyed digest of it.</summary>
    [Text(Domain.Common.Limits.Text)]
    public required string? Reason { get; init; }

    /// <summary>The request's <c>X-Request-Id</c>.</summary>
    [Text(64)]
    public required string RequestId { get; init; }

    /// <summary>
    /// Before and after of each changed field. Narrative, and whatever is personal in a pupil's record, stands as a keyed
    /// digest, never as text: equal values have equal digests.
    /// </summary>
    [Items(500)]
    public required IReadOnlyList<AuditChangeDto> Changes { get; init; }

    /// <summary>Its place in the trust's chain; null for the second or two until it is sealed.</summary>
    public required long? Seq { get; init; }

    /// <summary>When it was sealed; null until then.</summary>
    public required DateTimeOffset? SealedAt { get; init; }
}

/// <summary>One changed field.</summary>
/// <param name="Part">The table of the record's part; null for the record itself.</param>
/// <param name="Op">Whether the row was added, changed or removed.</param>
/// <param name="Field">The column.</param>
/// <param name="Before">The value before, as JSON text; null when there was none.</param>
/// <param name="After">The value after, as JSON text; null when there is none.</param>
public sealed record AuditChangeDto(
    [property: Text(100)] string? Part,
    [property: Text(20)] string Op,
    [property: Text(100)] string Field,
    [property: Text(Domain.Common.Limits.Narrative)] string? Before,
    [property: Text(Domain.Common.Limits.Narrative)] string? After);

/// <summary>An entry as stored; its changes are still JSON.</summary>
internal sealed record AuditEntryRow
{
    public required Guid Id { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string ClientId { get; init; }
    public required string Subject { get; init; }
    public required Guid? StaffId { get; init; }
    public required string Action { get; init; }
    public required string RecordKind { get; init; }
    public required Guid? RecordId { get; init; }
    public required int? RecordVersion { get; init; }
    public required Guid? SchoolId { get; init; }
    public required string? Reason { get; init; }
    public required string RequestId { get; init; }
    public required string Changes { get; init; }
    public required long? Seq { get; init; }
    public required DateTimeOffset? SealedAt { get; init; }

    private sealed class Maps : Profile
    {
        public Maps()
        {
            CreateMap<AuditEntry, AuditEntryRow>();
            CreateMap<AuditEntryRow, AuditEntryDto>().ForMember(d => d.Changes, o => o.MapFrom(r => ReadChanges(r.Changes)));
        }
    }

    private static List<AuditChangeDto> ReadChanges(string json)
    {
        using var document = JsonDocument.Parse(json);
        var changes = new List<AuditChangeDto>();
        ReadFields(document.RootElement, null, "changed", changes);
        if (document.RootElement.TryGetProperty("parts", out var parts))
        {
            foreach (var part in parts.EnumerateArray())
            {
                ReadFields(part, part.GetProperty("table").GetString(), part.GetProperty("op").GetString()!, changes);
            }
        }

        return changes;
    }

    private static void ReadFields(JsonElement row, string? part, string op, List<AuditChangeDto> changes)
    {
        if (row.TryGetProperty("fields", out var fields))
        {
            changes.AddRange(fields.EnumerateObject().Select(f => new AuditChangeDto(part, op, f.Name, Text(f.Value[0]), Text(f.Value[1]))));
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetRawText();
}
