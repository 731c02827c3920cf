using System.Diagnostics;

namespace PupilSupport.TestSupport.Postgres;

/// <summary>The folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</summary>
internal sealed record ServerBinaries(string Folder)
{
    private static readonly string[] Roots = ["/usr/lib/postgresql", "/usr/libexec", "/usr", "/opt/homebrew/opt", "/usr/local/opt"];

    /// <summary><c>PUPILSUPPORT_PG_BIN</c>, else the newest of the usual places, else the search path.</summary>
    public static ServerBinaries Find()
    {
        var named = Environment.GetEnvironmentVariable("PUPILSUPPORT_PG_BIN");
        var found = new[] { named }
            .Concat(Installed())
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && IsComplete(folder));
        return found is null
            ? throw new InvalidOperationException(
                "No PostgreSQL server binaries. Run scripts/test, which installs them, or set PUPILSUPPORT_TEST_DB to a server's owner.")
            : new ServerBinaries(found);
    }

    public static (int ExitCode, string Output) Run(ProcessStartInfo command)
    {
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }

    public static Process Start(ProcessStartInfo command)
    {
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        command.WorkingDirectory = "/";
        command.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(command)!;
    }

    private static IEnumerable<string> Installed() =>
        Roots.Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateDirectories(root))
            .Select(folder => (Version: Version(folder), Bin: Path.Combine(folder, "bin")))
            .Where(candidate => candidate.Version > 0)
            .OrderByDescending(candidate => candidate.Version)
            .Select(candidate => candidate.Bin);

    /// <summary>16 for <c>16</c>, <c>pgsql-16</c>, <c>postgresql16</c> and <c>postgresql@16</c>; 0 for anything else.</summary>
    private static int Version(string folder)
    {
        var name = Path.GetFileName(folder);
        var digits = name.AsSpan(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1);
        var isOurs = digits.Length == name.Length || name.StartsWith("pgsql-", StringComparison.Ordinal)
            || name.StartsWith("postgresql", StringComparison.Ordinal);
        return isOurs && int.TryParse(digits, out var version) ? version : 0;
    }

    private static bool IsComplete(string folder) =>
        new[] { "initdb", "pg_ctl", "postgres" }.All(name => File.Exists(Path.Combine(folder, name)));
}
