using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using PupilSupport.Domain.Notices;
using PupilSupport.Infrastructure.Notices;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>Where the service may be made to call, and where not: in form, by name, and at the moment of connecting.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("10.0.0.1"), InlineData("10.255.255.255"), InlineData("100.64.0.1"), InlineData("100.127.255.254")]
    [InlineData("127.0.0.1"), InlineData("127.8.8.8"), InlineData("169.254.0.1"), InlineData("169.254.169.254"), InlineData("172.16.0.1"), InlineData("172.31.255.254")]
    [InlineData("192.0.0.8"), InlineData("192.0.2.1"), InlineData("192.88.99.1"), InlineData("192.168.0.1"), InlineData("192.168.255.255"), InlineData("198.18.0.1")]
    [InlineData("198.19.255.255"), InlineData("198.51.100.7"), InlineData("203.0.113.9"), InlineData("224.0.0.1"), InlineData("239.255.255.250"), InlineData("240.0.0.1")]
    [InlineData("255.255.255.255"), InlineData("::"), InlineData("::1"), InlineData("::7f00:1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::a9fe:a9fe"), InlineData("64:ff9b:1::1"), InlineData("100::1"), InlineData("2001::1"), InlineData("2001:20::1"), InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1"), InlineData("3fff::1"), InlineData("5f00::1"), InlineData("fc00::1"), InlineData("fd00:ec2::254"), InlineData("fe80::1")]
    [InlineData("fe80::1%1"), InlineData("fec0::1"), InlineData("ff02::1"), InlineData("ff0e::1")]
    public void Refuses(string address) => Assert.False(PublicAddresses.Include(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1"), InlineData("9.255.255.255"), InlineData("11.0.0.0"), InlineData("100.63.255.255"), InlineData("100.128.0.0"), InlineData("172.15.255.255")]
    [InlineData("172.32.0.0"), InlineData("192.167.255.255"), InlineData("223.255.255.255"), InlineData("2606:4700:4700::1111"), InlineData("2a00:1450::1")]
    public void Allows(string address) => Assert.True(PublicAddresses.Include(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://example.org/hook"), InlineData("ftp://example.org/hook"), InlineData("file:///etc/passwd"), InlineData("gopher://example.org/")]
    [InlineData("https://example.org:80/"), InlineData("https://example.org:22/"), InlineData("https://example.org:5432/"), InlineData("https://user@example.org/")]
    [InlineData("https://user:secret@example.org/"), InlineData("https://example.org/#part"), InlineData("https://localhost/"), InlineData("https://intranet/")]
    [InlineData("https://127.0.0.1/"), InlineData("https://127.1/"), InlineData("https://2130706433/"), InlineData("https://0x7f000001/"), InlineData("https://0177.0.0.1/")]
    [InlineData("https://0/"), InlineData("https://169.254.169.254/latest/meta-data"), InlineData("https://[::1]/"), InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[64:ff9b::a00:1]/"), InlineData("https://[fe80::1%25eth0]/"), InlineData("https://１２７.0.0.1/"), InlineData("https://exämple.org/")]
    [InlineData("//example.org/"), InlineData("/hook"), InlineData("example.org"), InlineData("https://"), InlineData("https:///hook")]
    public void Refuses_the_form(string url) => Assert.False(Addresses(new Names()).Accept(url));

    [Theory]
    [InlineData("https://example.org/hook"), InlineData("https://example.org:8443/hook?key=1"), InlineData("https://hooks.example.org"), InlineData("https://1.1.1.1/")]
    public void Accepts_the_form(string url) => Assert.True(Addresses(new Names()).Accept(url));

    [Fact]
    public async Task A_name_with_one_inner_address_among_public_ones_is_not_called()
    {
        var names = new Names(["1.1.1.1", "10.0.0.1"]);
        await Assert.ThrowsAsync<AddressRefusedException>(() => ConnectAsync(Addresses(names)));
        await Assert.ThrowsAsync<AddressRefusedException>(() => ConnectAsync(Addresses(new Names(Array.Empty<string>()))));
    }

    [Fact]
    public async Task A_name_that_changes_its_meaning_gains_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        var port = new Uri(receiver.Url).Port;

        // First a public address, then this host: each connection asks once and goes where that answer says, or nowhere.
        var names = new Names(["203.0.114.1"], ["127.0.0.1"]);
        var addresses = Addresses(names);
        using (var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300)))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => addresses.ConnectAsync(new DnsEndPoint("rebind.example.org", port), soon.Token).AsTask());
        }

        Assert.Equal(1, names.Asked);
        await Assert.ThrowsAsync<AddressRefusedException>(() => addresses.ConnectAsync(new DnsEndPoint("rebind.example.org", port), default).AsTask());
        Assert.Equal(2, names.Asked);
        Assert.Empty(receiver.Posts);
    }

    [Fact]
    public async Task The_connection_goes_to_the_very_address_that_was_judged()
    {
        await using var receiver = await Receiver.StartAsync();
        var names = new Names(["127.0.0.1"]);
        using var channel = new WebhookChannel(Addresses(names, loopback: true), new TestClock());
        // No name service knows this name: only the answer that was judged leads to the receiver.
        var outcome = await channel.SendAsync(Ping($"http://receiver.invalid:{new Uri(receiver.Url).Port}/"), default);
        Assert.Equal((DeliveryVerdict.Delivered, 1, 1), (outcome.Verdict, names.Asked, receiver.Posts.Count));
    }

    [Fact]
    public async Task What_is_refused_is_told_as_such_and_waits_for_better_times()
    {
        using var channel = new WebhookChannel(Addresses(new Names(["192.168.1.1"])), new TestClock());
        var outcome = await channel.SendAsync(Ping("https://inside.example.org/"), default);
        Assert.Equal((DeliveryVerdict.Retry, "address-refused"), (outcome.Verdict, outcome.Fault));
    }

    [Fact]
    public void This_host_is_allowed_in_development_alone()
    {
        Assert.True(Addresses(new Names(), loopback: true).Accept("http://127.0.0.1:5000/hook"));
        Assert.False(Addresses(new Names()).Accept("http://127.0.0.1:5000/hook"));
        Assert.False(Addresses(new Names(), loopback: true, Environments.Production).Accept("http://127.0.0.1:5000/hook"));
        Assert.False(Addresses(new Names(), loopback: true).Accept("http://10.0.0.1:5000/hook"));
    }

    /// <summary>Of the standard, checked with its official library.</summary>
    [Fact]
    public void Signs_as_the_standard_has_it()
    {
        const string body = """{"type":"support_session.created","timestamp":"2026-11-01T00:00:00Z","data":{"id":"0190f6a0-0000-7000-8000-000000000001"}}""";
        var secret = Convert.FromBase64String("cHVwaWxzdXBwb3J0LXRlc3QtdmVjdG9yLTMyYnl0ZXM=");
        Assert.Equal(
            "v1,Xb1RcjPlsUq2Zre3dgrUIT4mgrBYVRVzzf0Bb6t5DAk=",
            WebhookSecrets.Sign([secret], "msg_01JTESTVECTOR0000000000000", 1793491200, Encoding.UTF8.GetBytes(body)));
    }

    private static async Task ConnectAsync(WebhookAddresses addresses)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await addresses.ConnectAsync(new DnsEndPoint("example.org", 443), soon.Token);
    }

    private static OutgoingMessage Ping(string url) => new(
        new NoticeDeliveryId(Guid.CreateVersion7()), DeliveryPurpose.Ping, url, TestClock.Monday, [],
        new OutgoingWebhook(new NotificationWebhookId(Guid.CreateVersion7()), 1, null, [new byte[32]]));

    private static WebhookAddresses Addresses(IHostResolver names, bool loopback = false, string environment = "Development") => new(
        names,
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [WebhookAddresses.LoopbackSetting] = loopback ? "true" : "false" }).Build(),
        new HostingEnvironment { EnvironmentName = environment });

    /// <summary>A name service that answers as told, the last answer for ever.</summary>
    private sealed class Names(params string[][] answers) : IHostResolver
    {
        public int Asked { get; private set; }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) =>
            Task.FromResult<IPAddress[]>([.. answers[Math.Min(Asked++, answers.Length - 1)].Select(IPAddress.Parse)]);
    }
}
