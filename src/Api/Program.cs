using PupilSupport.Api.Http;
using PupilSupport.Api.Subcommands;

if (await Subcommand.RunAsync(args) is { } status)
{
    return status;
}

var builder = WebApplication.CreateBuilder(args);
builder.AddEdge();

var app = builder.Build();
app.UseEdge();
app.UseAuthentication();
app.UseRouteForm();
app.UseAuthorization();
await app.RunAsync();
return 0;

namespace PupilSupport.Api
{
    /// <summary>Marks this assembly for scanners and test hosts.</summary>
    public sealed class ApiMarker;
}
