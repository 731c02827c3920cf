using System.Security.Cryptography;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Api.Subcommands;

/// <summary>
/// <c>seal</c> and <c>unseal</c>: encrypts and opens the files of a backup with the key in the file <c>Backup:KeyFile</c>, from
/// standard input to standard output, each under its <c>--name</c>.
/// </summary>
/// <remarks>
/// <c>unseal --folder FROM [--to FOLDER]</c> opens each <c>NAME.sealed</c> whose name stands on standard input; without <c>--to</c> it
/// only finds out whether they open. It names every file that does not.
/// </remarks>
internal static class Sealing
{
    public const string Ending = ".sealed";

    public static async Task SealAsync(IConfiguration settings, CancellationToken ct)
    {
        await using var output = Console.OpenStandardOutput();
        await Key(settings).SealAsync(Console.OpenStandardInput(), output, Name(settings), ct);
    }

    public static async Task UnsealAsync(IConfiguration settings, CancellationToken ct)
    {
        if (settings["folder"] is { Length: > 0 } folder)
        {
            await UnsealFolderAsync(Key(settings), folder, settings["to"], ct);
            return;
        }

        await using var output = Console.OpenStandardOutput();
        try
        {
            await Key(settings).OpenAsync(Console.OpenStandardInput(), output, Name(settings), ct);
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException($"{Name(settings)} does not open. {e.Message}", e);
        }
    }

    private static async Task UnsealFolderAsync(SealedStream key, string folder, string? target, CancellationToken ct)
    {
        var faults = 0;
        while (await Console.In.ReadLineAsync(ct) is { } name)
        {
            if (await FaultOfAsync(key, Path.Combine(folder, name + Ending), target is null ? null : Path.Combine(target, name), name, ct) is { } fault)
            {
                faults++;
                await Console.Error.WriteLineAsync($"{name} does not open. {fault}");
            }
        }

        if (faults > 0)
        {
            throw new InvalidOperationException($"{faults} of the files in {folder} did not open.");
        }
    }

    private static async Task<string?> FaultOfAsync(SealedStream key, string source, string? target, string name, CancellationToken ct)
    {
        try
        {
            await using var box = File.OpenRead(source);
            await using var plain = target is null ? Stream.Null : File.Create(target);
            await key.OpenAsync(box, plain, name, ct);
            return null;
        }
        catch (CryptographicException e)
        {
            return e.Message;
        }
        catch (FileNotFoundException)
        {
            return "It is missing.";
        }
    }

    private static SealedStream Key(IConfiguration settings) => new(KeyFile.Read(
        settings["Backup:KeyFile"] ?? throw new InvalidOperationException("Backup:KeyFile is not set.")));

    private static string Name(IConfiguration settings) =>
        settings["name"] ?? throw new InvalidOperationException("--name is missing.");
}
