using PupilSupport.Api.Tests.Jobs.Processes;

/// <summary>The runtime calls it before the API's own entry point, when <c>DOTNET_STARTUP_HOOKS</c> names this assembly.</summary>
internal static class StartupHook
{
    public static void Initialize() => NodeServices.AddToTheHostThatIsBuilt();
}
