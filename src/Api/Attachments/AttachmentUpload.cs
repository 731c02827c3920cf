using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Attachments.Commands;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Attachments;

/// <summary>
/// Reads the multipart body of an upload as it arrives. The file is held in memory, never on a disk, and no further than
/// one byte beyond what is allowed; <see cref="UploadSlots"/> bounds how many at once.
/// </summary>
internal sealed class AttachmentUpload(RequestContext request)
{
    /// <summary>The file and room for the other parts and the boundaries.</summary>
    public const long MaxRequestBytes = Attachment.MaxBytes + (64 << 10);

    /// <summary>Slower senders are cut off.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string Kind = "recordKind";
    private const string Record = "recordId";

    private readonly StreamedForm _form = new(Kind, Record);
    private ReadOnlyMemory<byte> _content;
    private string _name = "";
    private string _mediaType = "";

    /// <returns>The command; or the refusal of a body that is no such upload.</returns>
    public async Task<(UploadAttachmentCommand? Command, IResult? Refused)> ReceiveAsync(HttpContext context, CancellationToken ct)
    {
        var refused = await _form.ReadAsync(context, long.MaxValue, ReadFileAsync, ct) ?? Check();
        if (refused is not null)
        {
            return (null, refused);
        }

        request.Fingerprint = Fingerprint(context.Request);
        AttachmentMediaType? type = EnumCodes<AttachmentMediaType>.TryParse(_mediaType, out var known) ? known : null;
        var kind = EnumCodes<AttachmentRecordKind>.Parse(_form[Kind]!);
        return (new UploadAttachmentCommand(kind, Guid.ParseExact(_form[Record]!, "D"), _name, type, _content), null);
    }

    private async Task ReadFileAsync(MultipartSection section, CancellationToken ct)
    {
        var disposition = section.GetContentDispositionHeader()!;
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        _name = HeaderUtilities.UnescapeAsQuotedString(name).ToString();
        _mediaType = MediaTypeHeaderValue.TryParse(section.ContentType, out var type) ? type.MediaType.ToString().ToLowerInvariant() : "";
        using var content = new MemoryStream();
        var piece = new byte[81_920];
        for (int count; content.Length <= Attachment.MaxBytes && (count = await section.Body.ReadAsync(piece, ct)) > 0;)
        {
            content.Write(piece, 0, count);
        }

        _content = content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    private EdgeRefusal? Check()
    {
        if (_content.Length > Attachment.MaxBytes)
        {
            return new EdgeRefusal(EdgeErrors.PayloadTooLarge);
        }

        _form.Require("file");
        _form.Require(Kind);
        _form.Require(Record);
        _form.Check(Kind, EnumCodes<AttachmentRecordKind>.TryParse(_form[Kind] ?? "", out _), "must be one of " + string.Join(", ", EnumCodes<AttachmentRecordKind>.All));
        _form.Check(Record, GuidConstraint.IsId(_form[Record]), "must be an id");
        return _form.Faults.Count > 0 ? new EdgeRefusal(EdgeErrors.ValidationFailed, _form.Faults) : null;
    }

    /// <summary>Of what was sent, not of how: the boundary is another one at each try.</summary>
    private byte[] Fingerprint(HttpRequest http) => SHA256.HashData(
    [
        .. Encoding.UTF8.GetBytes(string.Join('\n', http.Method, http.Path, http.QueryString, _form[Kind], _form[Record], _mediaType, _name, "")),
        .. SHA256.HashData(_content.Span),
    ]);
}

/// <summary>How many uploads a node holds in memory at once. Setting <c>Attachments:UploadsAtOnce</c>, 16 when absent.</summary>
internal sealed class UploadSlots(IConfiguration configuration) : IDisposable
{
    private readonly SemaphoreSlim _free = new(configuration.GetValue("Attachments:UploadsAtOnce", 16));

    /// <returns>Whether there was one; it is given back by <see cref="Leave"/>.</returns>
    public bool TryEnter() => _free.Wait(0);

    public void Leave() => _free.Release();

    public void Dispose() => _free.Dispose();
}
