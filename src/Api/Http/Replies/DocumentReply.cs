using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Documents.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Api.Http.Replies;

/// <summary>200 with a file: always to be saved, never shown in the place of our own pages.</summary>
public sealed class DocumentReply(Result<DocumentDownload> result) : IResult, IEndpointMetadataProvider
{
    private static readonly Dictionary<DocumentFileFormat, string> MediaTypes = new()
    {
        [DocumentFileFormat.Json] = "application/json",
        [DocumentFileFormat.Csv] = "text/csv",
        [DocumentFileFormat.Html] = "text/html",
        [DocumentFileFormat.Docx] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    };

    public static async Task<DocumentReply> OfAsync(Task<Result<DocumentDownload>> sending) => new(await sending);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), [.. MediaTypes.Values]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (!result.IsSuccess)
        {
            return Problems.WriteAsync(httpContext, result.Error);
        }

        var file = result.Value;
        var type = MediaTypes[file.Format];
        return HeaderCheck.Accepts(httpContext.Request.Headers.Accept, [type])
            ? SendAsync(httpContext, file, type)
            : Problems.WriteAsync(httpContext, EdgeErrors.NotAcceptable, []);
    }

    private static async Task SendAsync(HttpContext context, DocumentDownload file, string type)
    {
        var response = context.Response;
        ReplyWriter.Describe(context);
        response.ContentType = type is "application/json" || !type.StartsWith("text/", StringComparison.Ordinal) ? type : type + "; charset=utf-8";
        response.ContentLength = file.Bytes;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = file.Name }.ToString();
        response.Headers["Content-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(file.Sha256))}:";
        response.Headers.ContentSecurityPolicy = $"{file.Policy}; frame-ancestors 'none'; sandbox";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await file.CopyToAsync(response.Body, context.RequestAborted);
        }
    }
}
