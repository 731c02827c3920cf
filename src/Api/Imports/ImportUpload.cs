using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Api.Imports;

/// <summary>Reads the multipart body of an import straight into the job's stored pieces, one piece in memory at a time.</summary>
internal sealed class ImportUpload(IJobInputs inputs, RequestContext request, TimeProvider clock)
{
    public const long MaxFileBytes = 200L << 20;

    /// <summary>The file and room for the other parts and the boundaries.</summary>
    public const long MaxRequestBytes = MaxFileBytes + (64 << 10);

    private const int PieceBytes = 1 << 20;
    private const int MaxFieldBytes = 64;

    private readonly List<ProblemFault> _faults = [];
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private byte[]? _fileHash;

    public JobId JobId { get; } = new(Guid.CreateVersion7(clock.GetUtcNow()));

    public bool ValidateOnly => _fields.GetValueOrDefault("validateOnly") == "true";

    /// <returns>The refusal; null when the upload is complete and well-formed.</returns>
    public async Task<IResult?> ReceiveAsync(HttpContext context, CancellationToken ct)
    {
        if (Boundary(context.Request) is not { } boundary)
        {
            context.Response.Headers.Accept = FormShape.MediaType;
            return new Refusal(EdgeErrors.UnsupportedMediaType);
        }

        try
        {
            var reader = new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = MaxFileBytes };
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                await ReadAsync(section, ct);
            }

            Check();
            if (_faults.Count == 0)
            {
                request.Fingerprint = Fingerprint(context.Request);
                return null;
            }

            await DiscardAsync();
            return new Refusal(EdgeErrors.ValidationFailed, _faults);
        }
        catch (Exception e) when (e is InvalidDataException or IOException && e is not BadHttpRequestException)
        {
            await DiscardAsync();
            return new Refusal(EdgeErrors.MalformedRequest);
        }
        catch
        {
            await DiscardAsync();
            throw;
        }
    }

    /// <summary>Deletes what was stored. Not cancellable: the caller may be gone, the pieces are not.</summary>
    public Task DiscardAsync() => _fileHash is null ? Task.CompletedTask : inputs.DeleteAsync(JobId, CancellationToken.None);

    private static string? Boundary(HttpRequest http) =>
        MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
        && type.MediaType.Equals(FormShape.MediaType, StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 70 } boundary
            ? boundary.ToString()
            : null;

    private async Task ReadAsync(MultipartSection section, CancellationToken ct)
    {
        var name = section.GetContentDispositionHeader() is { } header ? HeaderUtilities.RemoveQuotes(header.Name).ToString() : "";
        switch (name)
        {
            case "file" when _fileHash is not null:
            case "format" or "validateOnly" when _fields.ContainsKey(name):
                _faults.Add(ProblemFault.InBody("/" + name, "repeated", "is given twice"));
                break;
            case "file":
                await ReadFileAsync(section.Body, ct);
                break;
            case "format" or "validateOnly":
                _fields[name] = await ReadFieldAsync(section.Body, ct);
                break;
            default:
                _faults.Add(ProblemFault.InBody("", EdgeErrors.UnknownMember.Code, "has a part that the operation does not know"));
                break;
        }
    }

    private async Task ReadFileAsync(Stream body, CancellationToken ct)
    {
        _fileHash = [];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceBytes];
        for (var position = 0; ; position++)
        {
            var count = await body.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, ct);
            if (count == 0)
            {
                break;
            }

            hash.AppendData(piece, 0, count);
            await inputs.WriteAsync(JobId, position, piece.AsMemory(0, count), ct);
        }

        _fileHash = hash.GetHashAndReset();
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken ct)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return count > MaxFieldBytes ? "" : Encoding.UTF8.GetString(bytes, 0, count);
    }

    private void Check()
    {
        if (_fileHash is null)
        {
            _faults.Add(ProblemFault.InBody("/file", "required", "is required"));
        }

        if (!_fields.TryGetValue("format", out var format))
        {
            _faults.Add(ProblemFault.InBody("/format", "required", "is required"));
        }
        else if (format != "oneroster")
        {
            _faults.Add(ProblemFault.InBody("/format", "invalid", "must be oneroster"));
        }

        if (_fields.TryGetValue("validateOnly", out var validateOnly) && validateOnly is not ("true" or "false"))
        {
            _faults.Add(ProblemFault.InBody("/validateOnly", "invalid", "must be true or false"));
        }
    }

    /// <summary>Of what was sent, not of how: the boundary is another one at each try.</summary>
    private byte[] Fingerprint(HttpRequest http) => SHA256.HashData(
        [.. Encoding.UTF8.GetBytes($"{http.Method}\n{http.Path}\n{http.QueryString}\n{_fields["format"]}\n{ValidateOnly}\n"), .. _fileHash!]);

    private sealed class Refusal(EdgeError error, IReadOnlyList<ProblemFault>? faults = null) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, error, faults);
    }
}
