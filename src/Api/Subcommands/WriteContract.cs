using PupilSupport.Api.Errors;
using PupilSupport.Api.OpenApi;

namespace PupilSupport.Api.Subcommands;

/// <summary>
/// Prints the contract; with <c>--out FOLDER</c> writes openapi.yaml and docs/errors.md there instead, with
/// <c>--release FILE</c> the JSON that later contracts are compared with. Needs neither a
/// database nor secrets, and starts no worker.
/// </summary>
internal static class WriteContract
{
    public static async Task RunAsync(IConfiguration settings, CancellationToken ct)
    {
        await using var app = Composition.Build(["--environment", "Production"]);
        var text = TextOf(app);
        if (settings["release"] is { Length: > 0 } released)
        {
            await File.WriteAllTextAsync(released, text.Json, ct);
            return;
        }

        if (settings["out"] is not { Length: > 0 } folder)
        {
            await Console.Out.WriteAsync(text.Yaml.AsMemory(), ct);
            return;
        }

        Directory.CreateDirectory(Path.Combine(folder, "docs"));
        await File.WriteAllTextAsync(Path.Combine(folder, "openapi.yaml"), text.Yaml, ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "docs", "errors.md"), ErrorCatalogue.ToMarkdown(), ct);
    }

    /// <summary>The contract of an API that is put together but not started.</summary>
    internal static ContractText TextOf(WebApplication app)
    {
        // Only a running host does this by itself.
        app.UseEndpoints(_ => { });
        return app.Services.GetRequiredService<ContractText>();
    }
}
