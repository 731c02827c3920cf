using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Access;

/// <summary>A certified OpenID Connect provider of this test's own, on the loopback. Needs Node.js.</summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private OidcProvider(Process process, string issuer) => (_process, Issuer) = (process, issuer);

    public string Issuer { get; }

    /// <param name="claimedTenant">What the tokens of <c>person-b</c> claim as their trust.</param>
    public static async Task<OidcProvider> StartAsync(Guid claimedTenant, [CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "oidc"));
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var install = Run("npm", folder, "ci", "--no-audit", "--no-fund");
            await install.StandardOutput.ReadToEndAsync();
            await install.WaitForExitAsync();
        }

        var port = FreePort();
        var process = Run("node", folder, "provider.mjs", port.ToString(CultureInfo.InvariantCulture), claimedTenant.ToString("D"));
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != "ready")
        {
            // The provider first warns that it is meant for tests only.
        }

        return new OidcProvider(process, $"http://127.0.0.1:{port}");
    }

    public async Task<string> TokenAsync(string person, string audience, string scope = "me.read")
    {
        var answer = await _http.PostFormAsync(Issuer + "/token", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = person,
            ["client_secret"] = "secret",
            ["scope"] = scope,
            ["resource"] = audience,
        });
        return answer.Text("access_token");
    }

    public async Task RotateKeysAsync() => (await _http.PostAsync(new Uri(Issuer + "/rotate-keys"), null)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Run(string program, string folder, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
