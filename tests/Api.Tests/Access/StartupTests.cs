using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Access;

/// <summary>Each unsafe configuration alone keeps Production from starting.</summary>
public sealed class StartupTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private readonly string _keys = Directory.CreateTempSubdirectory("pupilsupport-keys-").FullName;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(_keys, "master.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(Path.Combine(_keys, "signing-es256.pem"), signing.ExportPkcs8PrivateKeyPem());
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }

    // The test server trades durability for speed; that one refusal cannot be told apart from the others here.
    private static readonly string[] OfTheTestServer = ["fsync-is-off", "full-page-writes-is-off", "synchronous-commit-is-off"];

    [Fact]
    public void A_safe_configuration_is_refused_for_nothing_but_the_test_servers_own_settings() =>
        Assert.Equal(OfTheTestServer.Order(), Faults([]).Order());

    [Theory]
    [InlineData("token-issuer-not-https", "Auth:Issuer", "http://api.example.org")]
    [InlineData("cors-allows-any-origin", "Cors:Origins:0", "*")]
    [InlineData("proxies-allow-anyone", "Proxies:0", "0.0.0.0/0")]
    [InlineData("rate-limits-off", "RateLimits:Enabled", "false")]
    [InlineData("attachments-accepted-unscanned", "Attachments:AcceptUnscanned", "true")]
    [InlineData("detailed-errors-on", "DetailedErrors", "true")]
    [InlineData("webhooks-reach-this-host", "Notices:AllowLoopbackReceivers", "true")]
    [InlineData("mail-without-tls", "Smtp:Security", "none")]
    [InlineData("logs-show-data", "Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug")]
    public void Refuses_a_setting(string fault, string key, string value) => Refuses(fault, new() { [key] = value });

    [Fact]
    public async Task Refuses_keys_that_a_start_in_development_made()
    {
        await File.WriteAllTextAsync(Path.Combine(_keys, "generated-for-development"), "");
        Refuses("keys-generated-for-development", []);
    }

    [Theory, InlineData("/nonexistent"), InlineData("")]
    public void Refuses_without_keys(string folder)
    {
        using var api = new Host(_database, _keys, new() { ["Keys:Folder"] = folder }, Environments.Production);
        Assert.Throws<InvalidOperationException>(() => api.CreateClient());
    }

    [Fact]
    public async Task Refuses_keys_that_are_none()
    {
        await File.WriteAllTextAsync(Path.Combine(_keys, "master.key"), "c2hvcnQ=");
        using var api = new Host(_database, _keys, [], Environments.Production);
        Assert.Contains("32 random bytes", Assert.Throws<InvalidOperationException>(() => api.CreateClient()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_demo_clients()
    {
        await TestData.InsertAsync(_database);
        Refuses("demo-clients-present", []);
    }

    [Fact]
    public void Refuses_a_superuser() => Refuses("role-is-superuser", new() { ["ConnectionStrings:Default"] = _database.Administrator });

    [Fact]
    public void Refuses_an_owner_who_bypasses_the_walls()
    {
        var faults = Faults(new() { ["ConnectionStrings:Default"] = _database.Owner });
        Assert.Contains("role-bypasses-row-security", faults);
        Assert.Contains("role-owns-tables", faults);
    }

    [Fact]
    public void Refuses_a_system_role_that_is_a_superuser() =>
        Refuses("system-role-is-superuser", new() { ["ConnectionStrings:System"] = _database.Administrator });

    [Fact]
    public void Refuses_one_role_for_everything() =>
        Refuses("database-roles-not-separate", new() { ["ConnectionStrings:Default"] = _database.System });

    [Fact]
    public void Refuses_a_connection_without_anything_to_authenticate_with()
    {
        var trusting = new NpgsqlConnectionStringBuilder(_database.Runtime) { Password = null }.ConnectionString;
        Refuses("database-without-password", new() { ["ConnectionStrings:Default"] = trusting });
    }

    [Fact]
    public async Task Refuses_a_table_without_its_wall()
    {
        await _database.ExecuteAsync("ALTER TABLE role_grants NO FORCE ROW LEVEL SECURITY");
        Refuses("table-without-wall", []);
    }

    [Fact]
    public void Development_starts_all_the_same()
    {
        using var api = new Host(_database, _keys, new() { ["Auth:Issuer"] = "http://127.0.0.1:5080" }, Environments.Development);
        using var client = api.CreateClient();
        Assert.NotNull(client);
    }

    private void Refuses(string fault, Dictionary<string, string> settings) => Assert.Contains(fault, Faults(settings));

    private string[] Faults(Dictionary<string, string> settings)
    {
        using var api = new Host(_database, _keys, settings, Environments.Production);
        var refusal = Assert.Throws<InvalidOperationException>(() => api.CreateClient());
        Assert.StartsWith("Refused to start: ", refusal.Message, StringComparison.Ordinal);
        return refusal.Message["Refused to start: ".Length..].TrimEnd('.').Split(", ");
    }

    private sealed class Host(TestDatabase database, string keys, Dictionary<string, string> settings, string environment)
        : WebApplicationFactory<ApiMarker>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            var safe = new Dictionary<string, string>
            {
                ["ConnectionStrings:Default"] = database.Runtime,
                ["ConnectionStrings:System"] = database.System,
                ["Keys:Folder"] = keys,
                ["Auth:Issuer"] = "https://api.example.org",
            };
            builder.UseEnvironment(environment).ConfigureLogging(logging => logging.ClearProviders());
            foreach (var (key, value) in safe.Where(s => !settings.ContainsKey(s.Key)).Concat(settings))
            {
                builder.UseSetting(key, value);
            }
        }
    }
}
