using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using PupilSupport.Application.NotificationWebhooks;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>Asks the name service.</summary>
internal interface IHostResolver
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct);
}

internal sealed class SystemResolver : IHostResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);
}

/// <summary>The name stands for an address that may not be called.</summary>
internal sealed class AddressRefusedException() : Exception("The address may not be called.");

/// <summary>
/// Where notices may be posted. The form of an address is judged when it is registered; what its name stands for is
/// judged at each connection, and the connection goes to the very address that was judged, so that a name which
/// changes its meaning in between gains nothing.
/// </summary>
/// <remarks>
/// In Development <c>Notices:AllowLoopbackReceivers</c> also allows this host, in clear and on any port. A start
/// anywhere else with that setting is refused.
/// </remarks>
internal sealed class WebhookAddresses(IHostResolver resolver, IConfiguration configuration, IHostEnvironment environment) : IWebhookAddresses
{
    public const string LoopbackSetting = "Notices:AllowLoopbackReceivers";

    private static readonly int[] Ports = [443, 8443];

    private readonly bool _loopback = environment.IsDevelopment() && configuration.GetValue(LoopbackSetting, false);

    public bool Accept(string url)
    {
        if (!url.All(char.IsAscii) || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return false;
        }

        return (_loopback && address.IsLoopback && address.Scheme is "http" or "https")
            || (address.Scheme == "https" && Ports.Contains(address.Port) && IsPublicName(address.DnsSafeHost));
    }

    /// <summary>Opens a connection to the address that the name stands for now.</summary>
    /// <exception cref="AddressRefusedException">One of its addresses may not be called.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken ct)
    {
        var addresses = await resolver.ResolveAsync(target.Host, ct);
        if (addresses.Length == 0 || !addresses.All(MayBeCalled))
        {
            throw new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool MayBeCalled(IPAddress address) => PublicAddresses.Include(address) || (_loopback && IPAddress.IsLoopback(address));

    // A name without a dot is one of this network; a number in any notation is an address.
    private static bool IsPublicName(string host) =>
        IPAddress.TryParse(host, out var number) ? PublicAddresses.Include(number) : host.TrimEnd('.').Contains('.');
}
