using Microsoft.AspNetCore.Mvc;

namespace PupilSupport.Api.Http;

/// <summary>Endpoints that take more than the usual 1 MiB.</summary>
public static class BodyLimits
{
    public const int Usual = 1 << 20;
    public const int Bulk = 8 << 20;
    public const int Import = 200 << 20;

    private static readonly TimeSpan ImportTimeout = TimeSpan.FromMinutes(10);

    public static RouteHandlerBuilder TakesBulk(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new RequestSizeLimitAttribute(Bulk));

    /// <summary>A streamed upload: more bytes and more time.</summary>
    public static RouteHandlerBuilder TakesImport(this RouteHandlerBuilder endpoint)
    {
        endpoint.WithMetadata(new RequestSizeLimitAttribute(Import)).WithRequestTimeout(ImportTimeout);
        return endpoint;
    }
}
