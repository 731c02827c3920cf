using PupilSupport.Api.Security;
using PupilSupport.Infrastructure.Health;

namespace PupilSupport.Api.Http;

/// <summary>Liveness never touches the database; readiness asks it whether the walls stand.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", Live).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }

    private static IResult Live() => Results.Json(new { status = "live" });

    private static async Task<IResult> ReadyAsync(Readiness readiness, StartupChecks checks, CancellationToken ct)
    {
        string[] faults = [.. await readiness.CheckAsync(ct), .. await checks.FaultsAsync(ct)];
        return Results.Json(
            new { status = faults.Length == 0 ? "ready" : "not_ready", faults },
            statusCode: faults.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
