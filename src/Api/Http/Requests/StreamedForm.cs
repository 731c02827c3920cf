using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Errors;

namespace PupilSupport.Api.Http.Requests;

/// <summary>A multipart form of one file and short fields, read part by part as it arrives: nothing is buffered or put on disk.</summary>
/// <param name="fields">The names of the fields that the operation knows.</param>
internal sealed class StreamedForm(params string[] fields)
{
    private const string FileField = "file";
    private const int MaxFieldBytes = 64;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the form so far.</summary>
    public List<ProblemFault> Faults { get; } = [];

    public bool HasFile { get; private set; }

    /// <summary>The field's text; null when it was not sent.</summary>
    public string? this[string field] => _values.GetValueOrDefault(field);

    /// <param name="maxFileBytes">A longer part is malformed.</param>
    /// <param name="readFile">Reads the part <c>file</c>.</param>
    /// <returns>The refusal of a body that is no such form; null when all of it was read.</returns>
    public async Task<IResult?> ReadAsync(HttpContext context, long maxFileBytes, Func<MultipartSection, CancellationToken, Task> readFile, CancellationToken ct)
    {
        if (Boundary(context.Request) is not { } boundary)
        {
            context.Response.Headers.Accept = FormShape.MediaType;
            return new EdgeRefusal(EdgeErrors.UnsupportedMediaType);
        }

        try
        {
            var reader = new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = maxFileBytes };
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                await ReadAsync(section, readFile, ct);
            }

            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException && e is not BadHttpRequestException)
        {
            return new EdgeRefusal(EdgeErrors.MalformedRequest);
        }
    }

    /// <summary>Notes the fault of a field that must be there.</summary>
    public void Require(string field)
    {
        if (field == FileField ? !HasFile : this[field] is null)
        {
            Faults.Add(ProblemFault.InBody("/" + field, "required", "is required"));
        }
    }

    /// <summary>Notes the fault of a field whose text is none that it takes.</summary>
    public void Check(string field, bool holds, string otherwise)
    {
        if (this[field] is not null && !holds)
        {
            Faults.Add(ProblemFault.InBody("/" + field, "invalid", otherwise));
        }
    }

    private static string? Boundary(HttpRequest http) =>
        MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
        && type.MediaType.Equals(FormShape.MediaType, StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 70 } boundary
            ? boundary.ToString()
            : null;

    private async Task ReadAsync(MultipartSection section, Func<MultipartSection, CancellationToken, Task> readFile, CancellationToken ct)
    {
        var name = section.GetContentDispositionHeader() is { } header ? HeaderUtilities.RemoveQuotes(header.Name).ToString() : "";
        if (name != FileField && !fields.Contains(name))
        {
            Faults.Add(ProblemFault.InBody("", EdgeErrors.UnknownMember.Code, "has a part that the operation does not know"));
        }
        else if (name == FileField ? HasFile : _values.ContainsKey(name))
        {
            Faults.Add(ProblemFault.InBody("/" + name, "repeated", "is given twice"));
        }
        else if (name == FileField)
        {
            HasFile = true;
            await readFile(section, ct);
        }
        else
        {
            _values[name] = await ReadFieldAsync(section.Body, ct);
        }
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken ct)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return count > MaxFieldBytes ? "" : Encoding.UTF8.GetString(bytes, 0, count);
    }
}

/// <summary>A refusal of the edge as an endpoint's result.</summary>
internal sealed class EdgeRefusal(EdgeError error, IReadOnlyList<ProblemFault>? faults = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, error, faults);
}
