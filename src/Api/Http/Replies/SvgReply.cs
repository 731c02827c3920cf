using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Charts;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Http.Replies;

/// <summary>200 with a chart, which may have its own style and nothing else.</summary>
public sealed class SvgReply(Result<string> result) : IResult, IEndpointMetadataProvider
{
    private const string MediaType = "image/svg+xml";

    public static async Task<SvgReply> OfAsync(Task<Result<string>> drawing) => new(await drawing);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), [MediaType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!result.IsSuccess)
        {
            await Problems.WriteAsync(httpContext, result.Error);
            return;
        }

        if (!HeaderCheck.Accepts(httpContext.Request.Headers.Accept, [MediaType]))
        {
            await Problems.WriteAsync(httpContext, EdgeErrors.NotAcceptable, []);
            return;
        }

        var (response, body) = (httpContext.Response, Encoding.UTF8.GetBytes(result.Value));
        ReplyWriter.Describe(httpContext);
        response.ContentType = MediaType + "; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.ContentSecurityPolicy = ChartStyle.ContentSecurityPolicy;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, CancellationToken.None);
        }
    }
}
