using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using PupilSupport.Application.Documents;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>
/// The content's data as RFC 4180: one header row, CRLF, UTF-8 with a byte order mark, since spreadsheets guess wrong without it. The
/// stamp stands in the last columns of every row, where it survives sorting.
/// </summary>
internal sealed class CsvDocumentWriter : IDocumentWriter
{
    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    // Also their full-width forms, which some spreadsheets take for the same.
    private const string Calculated = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    private static readonly string[] StampColumns = ["Document", "Marking", "Record version", "Issued at", "Issued by", "Content SHA-256"];

    public DocumentFileFormat Format => DocumentFileFormat.Csv;

    public async Task WriteAsync(DocumentContent content, DocumentStamp stamp, Stream to, CancellationToken ct)
    {
        string?[] stamped =
        [
            stamp.Number, content.Marking, stamp.RecordVersion?.ToString(CultureInfo.InvariantCulture),
            stamp.IssuedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), stamp.IssuedBy, stamp.ContentSha256,
        ];
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 << 10, leaveOpen: true);
        await using var csv = new CsvWriter(text, Rfc4180, leaveOpen: true);
        await WriteAsync(csv, content.Data.Columns.Select(c => c.Name).Concat(StampColumns));
        foreach (var row in content.Data.Rows)
        {
            ct.ThrowIfCancellationRequested();
            await WriteAsync(csv, row.Concat(stamped));
        }
    }

    /// <summary>Text that a spreadsheet would take for a formula gets an apostrophe, which makes it text again.</summary>
    internal static string? Defused(string? cell)
    {
        var visible = (cell ?? "").AsSpan().TrimStart(" \n\u00A0\uFEFF");
        return !visible.IsEmpty && Calculated.Contains(visible[0], StringComparison.Ordinal) ? "'" + cell : cell;
    }

    private static Task WriteAsync(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(Defused(cell));
        }

        return csv.NextRecordAsync();
    }
}
