using Npgsql;

namespace PupilSupport.Api.Subcommands;

/// <summary>What the executable does instead of serving, named by its first argument.</summary>
internal static class Subcommand
{
    private const int Failed = 1;
    private const int WrongUsage = 64;

    private static readonly Dictionary<string, Func<IConfiguration, CancellationToken, Task>> All = new(StringComparer.Ordinal)
    {
        ["migrate"] = Migrate.RunAsync,
        ["seed"] = Seed.RunAsync,
        ["health"] = Health.RunAsync,
        ["openapi"] = WriteContract.RunAsync,
        ["seal"] = Sealing.SealAsync,
        ["unseal"] = Sealing.UnsealAsync,
        ["verify-database"] = VerifyDatabase.RunAsync,
    };

    /// <summary>Runs the subcommand that the arguments name.</summary>
    /// <returns>The exit status; null when none is named and the API is to serve.</returns>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith('-'))
        {
            return null;
        }

        if (!All.TryGetValue(args[0], out var run))
        {
            await Console.Error.WriteLineAsync($"Unknown subcommand '{args[0]}'. There are: {string.Join(", ", All.Keys)}; none serves the API.");
            return WrongUsage;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, interrupt) =>
        {
            interrupt.Cancel = true;
            stop.Cancel();
        };
        try
        {
            await run(WebApplication.CreateBuilder(args[1..]).Configuration.AddSecretFiles(), stop.Token);
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or NpgsqlException or HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{args[0]}: {e.Message}");
            return Failed;
        }
    }
}
