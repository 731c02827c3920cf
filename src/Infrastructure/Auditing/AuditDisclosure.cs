using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Application.AuditEntries.Dtos;
using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Auditing;

/// <summary>Asks the personal-data inventory what is a pupil's.</summary>
internal sealed class AuditDisclosure(AppDbContext context, InventoryRegistry inventory, AuditDigest digest) : IAuditDisclosure
{
    private readonly FrozenDictionary<string, string> _tables = context.Model.GetEntityTypes()
        .Where(e => typeof(IAggregateRoot).IsAssignableFrom(e.ClrType) && e.GetTableName() is not null)
        .ToFrozenDictionary(e => Snake.Case(e.ClrType.Name), e => e.GetTableName()!, StringComparer.Ordinal);

    public AuditEntryDto Of(AuditEntryDto entry)
    {
        var table = _tables.GetValueOrDefault(entry.RecordKind);
        return entry with
        {
            Reason = entry.Reason is { } reason && inventory.IsOfPupils(table) ? digest.Of(reason) : entry.Reason,
            Changes = [.. entry.Changes.Select(c => Of(c, c.Part ?? table))],
        };
    }

    private AuditChangeDto Of(AuditChangeDto change, string? table) =>
        inventory.IsOfPupils(table) && inventory.IsPersonal(table, change.Field)
            ? change with { Before = Of(change.Before), After = Of(change.After) }
            : change;

    private string? Of(string? json) => json is null || json.StartsWith('"' + AuditDigest.Prefix, StringComparison.Ordinal) ? json : $"\"{digest.Of(json)}\"";
}
