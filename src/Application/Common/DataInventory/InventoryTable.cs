using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.DataInventory;

/// <summary>Which retention rule a table's rows fall under; the years are policy, not code.</summary>
public enum RetentionClass
{
    /// <summary>Pastoral, plan, session and behaviour records: by default until the pupil is 25.</summary>
    PupilRecord,

    /// <summary>SEN and EHCP records: by default until the pupil is 31.</summary>
    SenRecord,

    /// <summary>Staff records: by default six years after leaving.</summary>
    StaffRecord,

    /// <summary>Access log and audit: by default seven years.</summary>
    AuditRecord,

    /// <summary>A school's or trust's own facts and settings; kept while it exists.</summary>
    Configuration,

    /// <summary>Kept for hours or days only, then purged.</summary>
    Transient,
}

/// <summary>One column of the personal-data inventory.</summary>
/// <param name="Name">As in the database.</param>
/// <param name="Label">How sensitive it is.</param>
/// <param name="IsNarrative">Free text about a person: the audit keeps a keyed digest of it, never the text.</param>
/// <param name="InSubjectAccess">Whether it belongs in a subject access request.</param>
public sealed record InventoryColumn(string Name, SensitivityLabel Label, bool IsNarrative, bool InSubjectAccess);

/// <summary>One table of the personal-data inventory; every column of the database is declared once.</summary>
public sealed record InventoryTable(string Name, string Purpose, RetentionClass Retention)
{
    private readonly List<InventoryColumn> _columns = [];

    public IReadOnlyList<InventoryColumn> Columns => _columns;

    /// <summary>Keys, versions and server times: nothing about a person by themselves.</summary>
    public InventoryTable Technical(params string[] columns) => Add(SensitivityLabel.Standard, false, false, columns);

    /// <summary>Facts about a person, part of a subject access request.</summary>
    public InventoryTable Personal(SensitivityLabel label, params string[] columns) => Add(label, false, true, columns);

    /// <summary>Free text about a person.</summary>
    public InventoryTable Narrative(SensitivityLabel label, params string[] columns) => Add(label, true, true, columns);

    /// <summary>Never shown, also not in the audit, which keeps a keyed digest.</summary>
    public InventoryTable Secret(params string[] columns) => Add(SensitivityLabel.Standard, true, false, columns);

    private InventoryTable Add(SensitivityLabel label, bool narrative, bool subjectAccess, string[] columns)
    {
        _columns.AddRange(columns.Select(c => new InventoryColumn(c, label, narrative, subjectAccess)));
        return this;
    }
}

/// <summary>A feature's share of the inventory, found by scan.</summary>
public interface IDataInventory
{
    IEnumerable<InventoryTable> Tables { get; }
}

/// <summary>The whole inventory.</summary>
public sealed class InventoryRegistry(IEnumerable<IDataInventory> parts)
{
    private readonly Dictionary<string, InventoryTable> _tables =
        parts.SelectMany(p => p.Tables).ToDictionary(t => t.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<InventoryTable> Tables => _tables.Values;

    /// <summary>An undeclared column counts as narrative, so that nothing undeclared is ever written out.</summary>
    public bool IsNarrative(string table, string column) =>
        !_tables.TryGetValue(table, out var declared)
        || declared.Columns.FirstOrDefault(c => c.Name == column) is not { IsNarrative: false };

    /// <summary>Whether the table's rows are about pupils; one that is not declared counts as such.</summary>
    public bool IsOfPupils(string? table) =>
        table is null || !_tables.TryGetValue(table, out var declared) || declared.Retention is RetentionClass.PupilRecord or RetentionClass.SenRecord;

    /// <summary>Whether the column says something about a person; one that is not declared counts as such.</summary>
    public bool IsPersonal(string? table, string column) =>
        table is null
        || !_tables.TryGetValue(table, out var declared)
        || declared.Columns.FirstOrDefault(c => c.Name == column) is not { IsNarrative: false, InSubjectAccess: false };
}
