using PupilSupport.Api;
using PupilSupport.Api.Subcommands;

if (await Subcommand.RunAsync(args) is { } status)
{
    return status;
}

await Composition.Build(args).RunAsync();
return 0;

namespace PupilSupport.Api
{
    /// <summary>Marks this assembly for scanners and test hosts.</summary>
    public sealed class ApiMarker;
}
