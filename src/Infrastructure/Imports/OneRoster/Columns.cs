namespace PupilSupport.Infrastructure.Imports.OneRoster;

internal enum CellType
{
    Text,
    Date,
    Flag,

    /// <summary>Comma-separated inside one field.</summary>
    List,
}

/// <summary>A column that we read; all others, passwords above all, are never looked at.</summary>
/// <param name="Name">Header name, compared without case.</param>
/// <param name="Required">The header must have it and no row may leave it blank.</param>
/// <param name="MaxLength">Of the text, or of each item of a list.</param>
/// <param name="Codes">The closed vocabulary, compared without case; <c>ext:</c> values always pass.</param>
internal sealed record Column(
    string Name,
    CellType Type = CellType.Text,
    bool Required = false,
    int MaxLength = 255,
    IReadOnlySet<string>? Codes = null);

/// <summary>A staged value computed from the row rather than read.</summary>
internal sealed record DerivedColumn(string Name, CellType Type, Func<RowView, object?> Compute);

/// <summary>One CSV file of the exchange and the temporary table that it is staged in.</summary>
internal sealed record RosterFile(string Name, string Stage, IReadOnlyList<Column> Columns, IReadOnlyList<DerivedColumn> Derived)
{
    public string FileName => Name + ".csv";
}

/// <summary>The read values of one row, by column name.</summary>
internal readonly struct RowView(IReadOnlyList<Column> columns, object?[] values)
{
    public string? Text(string column) => (string?)values[IndexOf(column)];

    public string[]? List(string column) => (string[]?)values[IndexOf(column)];

    private int IndexOf(string column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == column)
            {
                return i;
            }
        }

        throw new ArgumentException($"The file has no column {column}.", nameof(column));
    }
}
