using PupilSupport.Infrastructure.Demo;

namespace PupilSupport.Api.Subcommands;

/// <summary><c>seed</c>: makes the demo trusts and clients. Development only; a second time changes nothing.</summary>
internal static class Seed
{
    public static async Task RunAsync(IConfiguration configuration, CancellationToken ct)
    {
        await using var app = Composition.Build([]);
        await app.Services.GetRequiredService<DemoSeed>().RunAsync(Console.WriteLine, ct);
    }
}
