using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PupilSupport.Api;
using PupilSupport.TestSupport.Postgres;
using Xunit;

namespace PupilSupport.TestSupport;

/// <summary>
/// The whole API against a database of the test class's own: <c>class MyTests(ApiFactory api) : IClassFixture&lt;ApiFactory&gt;</c>.
/// Derive from it to change what stands as virtual below.
/// </summary>
public class ApiFactory : WebApplicationFactory<ApiMarker>, IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _tokens = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("pupilsupport-").FullName;
    private TestDatabase? _database;

    public TestClock Clock { get; } = new();
    public CapturedLogs Logs { get; } = new();
    public TestDatabase Database => _database ?? throw new InvalidOperationException("Not initialised yet.");

    /// <summary>Where the signing and master keys of this API are made.</summary>
    public string KeysFolder => Path.Combine(_folder, "keys");

    /// <summary>Development has the demo clients and makes its keys itself.</summary>
    protected virtual string EnvironmentName => Environments.Development;

    /// <summary>Whether the sequencer, the job runner and their like run.</summary>
    protected virtual bool RunWorkers => false;

    protected virtual bool RateLimits => false;

    /// <summary>Further settings, by configuration key; they win.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    /// <summary>What stands in the database before the first request: two small trusts.</summary>
    protected virtual Task SeedAsync(TestDatabase database) => TestData.InsertAsync(database);

    async Task IAsyncLifetime.InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await SeedAsync(_database);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A client that carries a fresh token of the demo client.</summary>
    public async Task<HttpClient> ClientAsync(string clientId)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(clientId));
        return client;
    }

    /// <summary>An access token of the client, whose secret is <c>demo</c>; the same one while it is valid.</summary>
    public async Task<string> TokenAsync(string clientId)
    {
        if (_tokens.TryGetValue(clientId, out var known) && known.Until > Clock.Now)
        {
            return known.Token;
        }

        using var client = CreateClient();
        var answer = await client.PostFormAsync("/oauth/token", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = "demo",
        });
        Assert.True(answer.Raw.IsSuccessStatusCode, $"No token for {clientId}: {answer}");
        var token = answer.Text("access_token");
        _tokens[clientId] = (token, Clock.Now.AddMinutes(8));
        return token;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        foreach (var (key, value) in BaseSettings().Concat(Settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs));
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.Configure<RequestTimeoutOptions>(o => o.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMinutes(1) });
            if (!RunWorkers)
            {
                RemoveWorkers(services);
            }
        });
    }

    /// <summary>Longer bounds than a server's: a busy machine is no fault, and no test asserts a timing.</summary>
    private const string Patience =
        ";Timeout=30;Command Timeout=60;Options=-c statement_timeout=50000 -c lock_timeout=20000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC";

    private Dictionary<string, string> BaseSettings() => new()
    {
        ["ConnectionStrings:Default"] = Database.Runtime + Patience,
        ["ConnectionStrings:System"] = Database.System + Patience,
        ["Keys:Folder"] = KeysFolder,
        ["Attachments:AcceptUnscanned"] = "true",
        ["RateLimits:Enabled"] = RateLimits ? "true" : "false",
    };

    /// <summary>Hosted services of ours, and none of the framework's.</summary>
    private static void RemoveWorkers(IServiceCollection services)
    {
        bool IsOurs(ServiceDescriptor service) =>
            (service.ImplementationType?.Assembly ?? service.ImplementationFactory?.Method.Module.Assembly)
            ?.GetName().Name?.StartsWith("PupilSupport.", StringComparison.Ordinal) == true;

        foreach (var worker in services.Where(s => s.ServiceType == typeof(IHostedService) && IsOurs(s)).ToList())
        {
            services.Remove(worker);
        }
    }
}

/// <summary>The same with the sequencer, the job runner and their like at work.</summary>
public class ApiFactoryWithWorkers : ApiFactory
{
    protected override bool RunWorkers => true;
}
