using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Errors;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Attachments.Queries;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Attachments;

/// <summary>
/// 200 with a file to be saved. It is never said to be what it is, so that no browser shows it, and it could do nothing if
/// one did. A file that turns out to be damaged breaks off: the connection is cut, and the length shows it.
/// </summary>
internal sealed partial class FileReply(Result<AttachmentContent> result, ILogger<FileReply> log) : IResult, IEndpointMetadataProvider
{
    public const string MediaType = "application/octet-stream";

    private const string Sandbox = "sandbox; default-src 'none'; frame-ancestors 'none'";

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(Stream), [MediaType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!result.IsSuccess)
        {
            await Problems.WriteAsync(httpContext, result.Error);
            return;
        }

        var (file, response) = (result.Value, httpContext.Response);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.FileName);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = Sandbox;
        response.Headers.CacheControl = "no-store";
        response.Headers.Append(HeaderNames.Vary, "Authorization");
        response.ContentType = MediaType;
        response.ContentLength = file.Size;
        try
        {
            await foreach (var piece in file.Pieces)
            {
                await response.Body.WriteAsync(piece, httpContext.RequestAborted);
            }
        }
        catch (FileDamagedException)
        {
            Damaged();
            httpContext.Abort();
        }
    }

    [LoggerMessage(133, LogLevel.Critical, "Security: a stored file is damaged; its download was cut off")]
    private partial void Damaged();
}
