using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using PupilSupport.Application.Documents;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>
/// <c>{"document": the stamp, "content": what it says}</c>, without blanks. The stamp's hash is that of the bytes of
/// <c>content</c>, so that anybody can compute it again.
/// </summary>
internal sealed class JsonDocumentWriter : IDocumentWriter, IDocumentDigest
{
    // A file, never part of a page: letters stay letters.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int FlushAt = 64 << 10;

    public DocumentFileFormat Format => DocumentFileFormat.Json;

    public async Task<string> OfAsync(DocumentContent content, CancellationToken ct)
    {
        using var hash = SHA256.Create();
        await using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        await using (var json = new Utf8JsonWriter(stream, Plain))
        {
            await WriteAsync(json, content, ct);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    public async Task WriteAsync(DocumentContent content, DocumentStamp stamp, Stream to, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(to, Plain);
        json.WriteStartObject();
        json.WriteStartObject("document");
        json.WriteString("number", stamp.Number);
        json.WriteString("kind", EnumCodes<DocumentKind>.Format(stamp.Kind));
        json.WriteString("marking", content.Marking);
        json.WritePropertyName("recordVersion");
        JsonSerializer.Serialize(json, stamp.RecordVersion);
        json.WriteString("issuedAt", stamp.IssuedAt.UtcDateTime);
        json.WriteString("issuedBy", stamp.IssuedBy);
        json.WriteString("contentSha256", stamp.ContentSha256);
        json.WriteEndObject();
        json.WritePropertyName("content");
        await WriteAsync(json, content, ct);
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private static async Task WriteAsync(Utf8JsonWriter json, DocumentContent content, CancellationToken ct)
    {
        json.WriteStartObject();
        json.WriteString("title", content.Title);
        json.WriteStartObject("school");
        json.WriteString("id", content.School.Id);
        json.WriteString("name", content.School.Name);
        json.WriteString("logoUrl", content.School.LogoUrl);
        json.WriteEndObject();
        json.WriteString("label", EnumCodes<SensitivityLabel>.Format(content.Label));
        json.WriteBoolean("isCut", content.IsCut);
        json.WriteStartArray("blocks");
        foreach (var block in content.Blocks)
        {
            await WriteAsync(json, block, ct);
        }

        json.WriteEndArray();
        json.WriteStartObject("data");
        await WriteRowsAsync(json, content.Data, ct);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static async Task WriteAsync(Utf8JsonWriter json, DocumentBlock block, CancellationToken ct)
    {
        json.WriteStartObject();
        switch (block)
        {
            case DocumentHeading heading:
                json.WriteString("heading", heading.Text);
                json.WriteNumber("level", heading.Level);
                break;
            case DocumentText text:
                json.WriteString("text", text.Text);
                break;
            case DocumentQuote quote:
                json.WriteString("quote", quote.Text);
                json.WriteString("by", quote.By);
                break;
            case DocumentNotice notice:
                json.WriteString("notice", notice.Text);
                break;
            case DocumentList list:
                json.WriteStartArray("list");
                WriteTexts(json, list.Items);
                json.WriteEndArray();
                break;
            case DocumentFacts facts:
                json.WriteStartObject("facts");
                foreach (var fact in facts.Facts)
                {
                    json.WriteString(fact.Name, fact.Value);
                }

                json.WriteEndObject();
                break;
            case DocumentLines lines:
                json.WriteString("toWrite", lines.Name);
                json.WriteNumber("lines", lines.Lines);
                break;
            case DocumentChart chart:
                json.WriteString("chart", chart.Chart.Head.Title);
                json.WriteString("text", chart.Chart.Head.Description);
                break;
            case DocumentTable table:
                json.WriteString("table", table.Caption);
                await WriteRowsAsync(json, table, ct);
                break;
            default:
                throw new InvalidOperationException($"{block.GetType().Name} has no JSON form.");
        }

        json.WriteEndObject();
        await FlushAsync(json, ct);
    }

    private static async Task WriteRowsAsync(Utf8JsonWriter json, DocumentTable table, CancellationToken ct)
    {
        json.WriteStartArray("columns");
        WriteTexts(json, table.Columns.Select(c => c.Name));
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            json.WriteStartArray();
            WriteTexts(json, row);
            json.WriteEndArray();
            await FlushAsync(json, ct);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
    }

    private static Task FlushAsync(Utf8JsonWriter json, CancellationToken ct) => json.BytesPending < FlushAt ? Task.CompletedTask : json.FlushAsync(ct);
}
