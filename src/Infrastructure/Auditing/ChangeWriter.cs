using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PupilSupport.Application.Common.DataInventory;

namespace PupilSupport.Infrastructure.Auditing;

/// <summary>Writes before and after of an aggregate's changed columns as JSON; of narrative only a keyed digest.</summary>
internal sealed class ChangeWriter(InventoryRegistry inventory, AuditDigest digest)
{
    private static readonly HashSet<string> Unremarkable = ["trust_id", "id", "version", "recorded_at", "updated_at"];

    /// <summary>The root's own changes and those of its parts.</summary>
    public string Write(EntityEntry root, IEnumerable<EntityEntry> parts)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteFields(json, root);
            WriteParts(json, parts);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void WriteParts(Utf8JsonWriter json, IEnumerable<EntityEntry> parts)
    {
        json.WriteStartArray("parts");
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("table", part.Metadata.GetTableName());
            json.WriteString("op", part.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" });
            WriteFields(json, part);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFields(Utf8JsonWriter json, EntityEntry entry)
    {
        var table = entry.Metadata.GetTableName()!;
        json.WriteStartObject("fields");
        foreach (var property in entry.Properties)
        {
            var column = property.Metadata.GetColumnName();
            if (Unremarkable.Contains(column) || !IsRemarkable(entry.State, property))
            {
                continue;
            }

            var narrative = inventory.IsNarrative(table, column);
            json.WriteStartArray(column);
            WriteValue(json, entry.State == EntityState.Added ? null : Stored(property, property.OriginalValue), narrative);
            WriteValue(json, entry.State == EntityState.Deleted ? null : Stored(property, property.CurrentValue), narrative);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static bool IsRemarkable(EntityState state, PropertyEntry property) => state switch
    {
        EntityState.Added => property.CurrentValue is not null,
        EntityState.Modified => property.IsModified,
        EntityState.Deleted => property.OriginalValue is not null && property.Metadata.IsPrimaryKey(),
        _ => false,
    };

    private static object? Stored(PropertyEntry property, object? value) =>
        property.Metadata.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

    private void WriteValue(Utf8JsonWriter json, object? value, bool narrative)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else if (narrative)
        {
            json.WriteStringValue(digest.Of(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType())));
        }
        else
        {
            JsonSerializer.Serialize(json, value, value.GetType());
        }
    }
}
