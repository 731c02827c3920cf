using System.Diagnostics;
using System.Text.RegularExpressions;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Jobs.Processes;

/// <summary>One process of the API itself, with <see cref="NodeServices"/> hooked in.</summary>
internal sealed partial class Node : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _ended = new();
    private volatile bool _isUp;

    /// <param name="came">Called when it serves.</param>
    /// <param name="ended">Called when it has ended.</param>
    /// <param name="patience">More for its connection strings: bounds on time for what a test makes slow.</param>
    public Node(TestDatabase database, string folder, Action came, Action ended, string patience = "")
    {
        _process = new Process { StartInfo = Command(database, folder, patience), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Now listening", StringComparison.Ordinal) == true)
            {
                Address = new Uri(Listening().Match(line.Data).Value);
                _isUp = true;
                came();
            }
        };
        _process.Exited += (_, _) =>
        {
            _isUp = false;
            ended();
            _ended.SetResult();
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool IsUp => _isUp;

    /// <summary>Where it serves; null until it does.</summary>
    public Uri? Address { get; private set; }

    public void Dispose() => _process.Dispose();

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _isUp = false;
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // Gone already.
        }

        await _ended.Task;
    }

    // The line may be JSON.
    [GeneratedRegex("http://[0-9.]+:[0-9]+")]
    private static partial Regex Listening();

    private static ProcessStartInfo Command(TestDatabase database, string folder, string patience)
    {
        var here = Path.GetDirectoryName(typeof(Node).Assembly.Location)!;
        var tests = Path.Combine(here, "PupilSupport.Api.Tests");
        return new ProcessStartInfo("dotnet", ["exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json", Path.Combine(here, "PupilSupport.Api.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = tests + ".dll",
                ["DOTNET_gcServer"] = "0",
                ["DOTNET_TieredPGO"] = "0",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["ConnectionStrings__Default"] = database.Runtime + ";Maximum Pool Size=8;Timeout=30" + patience,
                ["ConnectionStrings__System"] = database.System + ";Maximum Pool Size=8;Timeout=30" + patience,
                ["Keys__Folder"] = folder,
                ["Jobs__Lease"] = "00:00:03",
                ["Jobs__Interval"] = "00:00:00.1",
                ["Schedules__Interval"] = "00:00:00.2",
            },
        };
    }
}
