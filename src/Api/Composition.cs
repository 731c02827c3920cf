using PupilSupport.Api.Attachments;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.RateLimits;
using PupilSupport.Api.Imports;
using PupilSupport.Api.Links;
using PupilSupport.Api.Observability;
using PupilSupport.Api.OpenApi;
using PupilSupport.Api.Policies;
using PupilSupport.Api.Security;
using PupilSupport.Application;
using PupilSupport.Application.Links;
using PupilSupport.Application.Policies;
using PupilSupport.Infrastructure;

namespace PupilSupport.Api;

/// <summary>The API put together: what it is made of, and the way of a request through it.</summary>
internal static class Composition
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddSecretFiles();
        builder.AddObservability();
        builder.AddEdge();
        builder.AddSecurity();
        builder.AddContract();
        builder.Services.AddApplication(builder.Configuration["AutoMapper:LicenseKey"]);
        builder.Services.AddInfrastructure();
        builder.Services.AddSingleton<IPolicyJson, PolicyJson>();
        builder.Services.AddSingleton<ILinkSecrets, LinkSecrets>();
        builder.Services.AddScoped<ImportUpload>();
        builder.Services.AddScoped<AttachmentUpload>();
        builder.Services.AddSingleton<UploadSlots>();

        var app = builder.Build();
        app.UseLinkPrivacy();
        app.UseEdge();
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseDocs();
        app.UseRouteForm();
        app.UseAuthorization();
        app.UseRequestGate();
        app.MapHealth();
        app.MapSecurity();
        app.MapContract();
        app.MapLinks();
        app.MapFeatures(typeof(ApiMarker).Assembly);
        return app;
    }
}
