using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Links;

namespace PupilSupport.Api.Http;

/// <summary>
/// Compresses lists, documents and exports over 1 KiB. A resource with an ETag stays as it is, since two codings may
/// not share a strong tag (RFC 9110 8.8.3).
/// </summary>
internal sealed class Compression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    private const int MinBytes = 1024;

    public override bool ShouldCompressResponse(HttpContext context) =>
        !context.Response.Headers.ContainsKey(HeaderNames.ETag)
        && context.GetEndpoint()?.Metadata.GetMetadata<NeverCompressed>() is null
        && !(context.Response.ContentLength < MinBytes)
        && base.ShouldCompressResponse(context);

    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = ["application/json", "application/problem+json", "application/yaml", "text/csv", "text/html", "text/css", "text/javascript"];
        });
        services.AddSingleton<IResponseCompressionProvider, Compression>();
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }
}
