using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.RateLimits;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Http;

/// <summary>The edge alone, on a real port, with the endpoints of <see cref="SampleEndpoints"/> and no database.</summary>
public class EdgeHost : IAsyncLifetime
{
    private WebApplication? _app;

    public TestClock Clock { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["RateLimits:Enabled"] = "false" };

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(["--environment", "Production"]);
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddEdge();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, ScopeToken>("test", null);
        builder.Services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        _app = builder.Build();
        _app.UseEdge();
        _app.UseAuthentication();
        _app.UseRateLimits();
        _app.UseRouteForm();
        _app.UseAuthorization();
        _app.UseRequestGate();
        _app.MapFeatures(typeof(EdgeHost).Assembly);
        await _app.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(_app.Urls.First()) };
        Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer samples.read samples.write");
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
    }

    /// <summary>A token that is its own list of scopes.</summary>
    private sealed class ScopeToken(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers.Authorization.ToString() is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var scopes])
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity(scopes.Split(' ').Select(s => new Claim("scope", s)), Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }

    private sealed class ScopeHandler : AuthorizationHandler<RequiresPermission>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiresPermission requirement)
        {
            if (context.User.HasClaim("scope", requirement.Permission))
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
