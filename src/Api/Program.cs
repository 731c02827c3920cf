using PupilSupport.Api;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.RateLimits;
using PupilSupport.Api.Observability;
using PupilSupport.Api.Security;
using PupilSupport.Api.Subcommands;
using PupilSupport.Application;
using PupilSupport.Infrastructure;

if (await Subcommand.RunAsync(args) is { } status)
{
    return status;
}

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddSecretFiles();
builder.AddObservability();
builder.AddEdge();
builder.AddSecurity();
builder.Services.AddApplication(builder.Configuration["AutoMapper:LicenseKey"]);
builder.Services.AddInfrastructure();

var app = builder.Build();
app.UseEdge();
app.UseAuthentication();
app.UseRateLimits();
app.UseRouteForm();
app.UseAuthorization();
app.UseRequestGate();
app.MapHealth();
app.MapSecurity();
app.MapFeatures(typeof(ApiMarker).Assembly);
await app.RunAsync();
return 0;

namespace PupilSupport.Api
{
    /// <summary>Marks this assembly for scanners and test hosts.</summary>
    public sealed class ApiMarker;
}
