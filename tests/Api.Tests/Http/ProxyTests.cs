using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Http;

/// <summary>Who calls, and whether by https, is believed of the configured proxies and of nobody else.</summary>
public sealed class ProxyTests(ProxyTests.BehindProxies api) : IClassFixture<ProxyTests.BehindProxies>
{
    private const string Proxy = "10.1.2.3";
    private const string SecondProxy = "192.0.2.77";

    [Theory]
    [InlineData(Proxy, "203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:10.1.2.3", "203.0.113.9", "203.0.113.9")]
    [InlineData(SecondProxy, "203.0.113.9, 10.1.2.3", "203.0.113.9")]
    [InlineData(Proxy, "198.51.100.1, 203.0.113.9", "203.0.113.9")]
    [InlineData(Proxy, null, Proxy)]
    [InlineData("10.1.2.4", "203.0.113.9", "10.1.2.4")]
    [InlineData("127.0.0.1", "203.0.113.9", "127.0.0.1")]
    public async Task The_caller_is_the_nearest_address_that_no_proxy_of_ours_has(string peer, string? forwarded, string expected)
    {
        using var answer = await SendAsync(peer, forwarded, "https");
        Assert.Equal(expected, answer.Headers.GetValues(BehindProxies.SeenHeader).Single());
    }

    [Theory, InlineData(Proxy, true), InlineData("203.0.113.9", false)]
    public async Task Strict_transport_security_follows_the_scheme_that_the_proxy_names(string peer, bool expected)
    {
        using var answer = await SendAsync(peer, "198.51.100.1", "https");
        Assert.Equal(expected, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task The_host_is_never_taken_from_a_header()
    {
        using var client = api.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add(BehindProxies.PeerHeader, Proxy);
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await client.SendAsync(request);
        Assert.Equal("localhost", answer.Headers.GetValues(BehindProxies.HostHeader).Single());
    }

    [Theory, InlineData("proxy.example"), InlineData("10.1.2.0/33"), InlineData("")]
    public void Refuses_to_start_with_what_is_no_address(string setting)
    {
        using var wrong = api.WithWebHostBuilder(b => b.UseSetting("Proxies:0", setting));
        Assert.Contains("neither an address nor a network", Assert.Throws<InvalidOperationException>(() => wrong.CreateClient()).Message, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(string peer, string? forwardedFor, string scheme)
    {
        using var client = api.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add(BehindProxies.PeerHeader, peer);
        request.Headers.Add("X-Forwarded-Proto", forwardedFor?.Contains(',', StringComparison.Ordinal) == true ? $"{scheme}, {scheme}" : scheme);
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        return await client.SendAsync(request);
    }

    /// <summary>An API that two proxies stand before; a header stands for the address that a connection comes from.</summary>
    public sealed class BehindProxies : ApiFactory
    {
        public const string PeerHeader = "Test-Peer";
        public const string SeenHeader = "Test-Seen";
        public const string HostHeader = "Test-Host";

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Proxies:0"] = Proxy,
            ["Proxies:1"] = "192.0.2.0/24",
        };

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, Peer>());
        }

        private sealed class Peer : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.Use(async (context, rest) =>
                {
                    context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[PeerHeader].ToString());
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers[SeenHeader] = context.Connection.RemoteIpAddress?.ToString();
                        context.Response.Headers[HostHeader] = context.Request.Host.Host;
                        return Task.CompletedTask;
                    });
                    await rest(context);
                });
                next(app);
            };
        }
    }
}
