using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
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
    private const string Format = "format";
    private const string Trial = "validateOnly";

    private readonly StreamedForm _form = new(Format, Trial);
    private byte[]? _fileHash;

    public JobId JobId { get; } = new(Guid.CreateVersion7(clock.GetUtcNow()));

    public bool ValidateOnly => _form[Trial] == "true";

    /// <returns>The refusal; null when the upload is complete and well-formed.</returns>
    public async Task<IResult?> ReceiveAsync(HttpContext context, CancellationToken ct)
    {
        var isTaken = false;
        try
        {
            var refused = await _form.ReadAsync(context, MaxFileBytes, ReadFileAsync, ct) ?? Check();
            isTaken = refused is null;
            request.Fingerprint = isTaken ? Fingerprint(context.Request) : request.Fingerprint;
            return refused;
        }
        finally
        {
            if (!isTaken)
            {
                await DiscardAsync();
            }
        }
    }

    /// <summary>Deletes what was stored. Not cancellable: the caller may be gone, the pieces are not.</summary>
    public Task DiscardAsync() => _form.HasFile ? inputs.DeleteAsync(JobId, CancellationToken.None) : Task.CompletedTask;

    private async Task ReadFileAsync(MultipartSection section, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceBytes];
        for (var position = 0; ; position++)
        {
            var count = await section.Body.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, ct);
            if (count == 0)
            {
                break;
            }

            hash.AppendData(piece, 0, count);
            await inputs.WriteAsync(JobId, position, piece.AsMemory(0, count), ct);
        }

        _fileHash = hash.GetHashAndReset();
    }

    private EdgeRefusal? Check()
    {
        _form.Require("file");
        _form.Require(Format);
        _form.Check(Format, _form[Format] == "oneroster", "must be oneroster");
        _form.Check(Trial, _form[Trial] is "true" or "false", "must be true or false");
        return _form.Faults.Count > 0 ? new EdgeRefusal(EdgeErrors.ValidationFailed, _form.Faults) : null;
    }

    /// <summary>Of what was sent, not of how: the boundary is another one at each try.</summary>
    private byte[] Fingerprint(HttpRequest http) => SHA256.HashData(
        [.. Encoding.UTF8.GetBytes($"{http.Method}\n{http.Path}\n{http.QueryString}\n{_form[Format]}\n{ValidateOnly}\n"), .. _fileHash!]);
}
