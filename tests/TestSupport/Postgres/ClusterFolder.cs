using System.Globalization;

namespace PupilSupport.TestSupport.Postgres;

/// <summary>Where a test server keeps its files: short, since a socket's path may have 107 bytes at most.</summary>
internal static class ClusterFolder
{
    private const string Prefix = "pupilsupport-test-";

    public static string Create()
    {
        var parent = Parent();
        RemoveStale(parent);
        var folder = Path.Combine(parent, $"{Prefix}{Environment.ProcessId}-{Path.GetRandomFileName()[..4]}");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder).FullName
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    public static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Files of a server that is just ending, or another user's: the next run tries again.
        }
    }

    private static string Parent()
    {
        const string memory = "/dev/shm";
        return Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace > PrivateCluster.RoomNeeded
            ? memory
            : Path.GetTempPath();
    }

    /// <summary>A killed test run leaves its folder; its process id says that nobody needs it.</summary>
    private static void RemoveStale(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out var id) && !Directory.Exists($"/proc/{id}") && OperatingSystem.IsLinux())
            {
                Delete(folder);
            }
        }
    }
}
