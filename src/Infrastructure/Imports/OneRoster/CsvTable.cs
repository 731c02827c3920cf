using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PupilSupport.Infrastructure.Imports.OneRoster;

/// <summary>A staged row: the line that it starts on and the values in the order of columns, then derived columns.</summary>
internal sealed record StagedRow(int Line, object?[] Values);

/// <summary>Reads one CSV file by its header: RFC 4180, UTF-8 with or without byte order mark, row by row.</summary>
internal static class CsvTable
{
    /// <summary>The good rows; each bad one goes to <paramref name="errors"/> with every fault that it has.</summary>
    /// <exception cref="ImportRefusedException">The file cannot be read as a whole.</exception>
    public static async IAsyncEnumerable<StagedRow> ReadAsync(
        RosterFile file, Stream stream, RowErrors errors, [EnumeratorCancellation] CancellationToken ct)
    {
        var hasBadData = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Encoding = Encoding.UTF8,
            MaxFieldSize = ImportLimits.FieldLength,
            BadDataFound = _ => hasBadData = true,
        };
        using var text = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
        using var parser = new CsvParser(text, configuration);

        var positions = await ReadHeaderAsync(file, parser);
        var width = parser.Count;
        var line = parser.RawRow + 1;
        while (await NextAsync(file, parser, line))
        {
            ct.ThrowIfCancellationRequested();
            hasBadData = false;
            var cells = parser.Record!;
            var row = hasBadData ? Refuse(file, line, "malformed-csv", "The record is not well-formed CSV.", errors)
                : cells.Length != width ? Refuse(file, line, "column-count", $"The record has {cells.Length} fields, the header {width}.", errors)
                : Parse(file, positions, cells, line, errors);
            if (row is not null)
            {
                yield return row;
            }

            line = parser.RawRow + 1;
        }
    }

    private static async Task<int[]> ReadHeaderAsync(RosterFile file, CsvParser parser)
    {
        if (!await NextAsync(file, parser, 1))
        {
            throw new ImportRefusedException("header-missing", $"{file.FileName} has no header.", file.FileName, 1);
        }

        var header = parser.Record!.Select(h => h.Trim()).ToList();
        return [.. file.Columns.Select(c => PositionOf(file, header, c))];
    }

    private static int PositionOf(RosterFile file, List<string> header, Column column)
    {
        var position = header.FindIndex(h => h.Equals(column.Name, StringComparison.OrdinalIgnoreCase));
        if (position < 0 && column.Required)
        {
            throw new ImportRefusedException("column-missing", $"{file.FileName} has no column {column.Name}.", file.FileName, 1);
        }

        if (position >= 0 && header.FindLastIndex(h => h.Equals(column.Name, StringComparison.OrdinalIgnoreCase)) != position)
        {
            throw new ImportRefusedException("column-repeated", $"{file.FileName} has the column {column.Name} twice.", file.FileName, 1);
        }

        return position;
    }

    private static async Task<bool> NextAsync(RosterFile file, CsvParser parser, int line)
    {
        try
        {
            return await parser.ReadAsync();
        }
        catch (MaxFieldSizeException)
        {
            throw new ImportRefusedException("field-too-long",
                $"A field of {file.FileName} exceeds {ImportLimits.FieldLength} characters, or a quote is not closed.", file.FileName, line);
        }
    }

    private static StagedRow? Parse(RosterFile file, int[] positions, string[] cells, int line, RowErrors errors)
    {
        var values = new object?[file.Columns.Count + file.Derived.Count];
        var isGood = true;
        for (var i = 0; i < positions.Length; i++)
        {
            values[i] = Cells.Parse(file.Columns[i], positions[i] < 0 ? null : cells[positions[i]], out var fault);
            if (fault is var (code, message))
            {
                errors.Add(new RowError(file.FileName, line, file.Columns[i].Name, code, message), isFirstOfRow: isGood);
                isGood = false;
            }
        }

        for (var i = 0; isGood && i < file.Derived.Count; i++)
        {
            values[file.Columns.Count + i] = file.Derived[i].Compute(new RowView(file.Columns, values));
        }

        return isGood ? new StagedRow(line, values) : null;
    }

    private static StagedRow? Refuse(RosterFile file, int line, string code, string message, RowErrors errors)
    {
        errors.Add(new RowError(file.FileName, line, null, code, message));
        return null;
    }
}
