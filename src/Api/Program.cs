var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.Run();

namespace PupilSupport.Api
{
    /// <summary>Marks this assembly for scanners and test hosts.</summary>
    public sealed class ApiMarker;
}
