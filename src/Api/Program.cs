using PupilSupport.Api.Http;

var builder = WebApplication.CreateBuilder(args);
builder.AddEdge();

var app = builder.Build();
app.UseEdge();
app.UseAuthentication();
app.UseRouteForm();
app.UseAuthorization();
app.Run();

namespace PupilSupport.Api
{
    /// <summary>Marks this assembly for scanners and test hosts.</summary>
    public sealed class ApiMarker;
}
