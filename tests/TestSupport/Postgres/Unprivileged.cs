using System.Diagnostics;

namespace PupilSupport.TestSupport.Postgres;

/// <summary>PostgreSQL refuses to run as root: then its commands run as a system user.</summary>
internal static class Unprivileged
{
    private static readonly string? User = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? SystemUser() : null;

    /// <summary>The group's number: its name differs between distributions.</summary>
    private static string Group => File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[0] == User)[3];

    /// <summary>The command, as the system user if need be.</summary>
    public static ProcessStartInfo Command(string file, params string[] arguments) => User is null
        ? new ProcessStartInfo(file, arguments)
        : new ProcessStartInfo("setpriv", [$"--reuid={User}", $"--regid={Group}", "--clear-groups", "--", file, .. arguments]);

    /// <summary>Gives the folder and all in it to the user that the commands run as, and to nobody else.</summary>
    public static void Own(string folder)
    {
        if (User is not null)
        {
            using var chown = Process.Start("chown", ["-R", $"{User}:", folder]);
            chown.WaitForExit();
        }
    }

    private static string SystemUser()
    {
        var names = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return names.Contains("postgres") ? "postgres" : "nobody";
    }
}
