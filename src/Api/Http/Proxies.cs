using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace PupilSupport.Api.Http;

/// <summary>
/// The proxies before this API, in <c>Proxies:0</c> and on: addresses or networks such as <c>10.1.2.3</c> or <c>10.1.2.0/24</c>. Only
/// they are believed when <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> tell who calls and how; without any, nobody is.
/// The host is never taken from a header.
/// </summary>
internal static class Proxies
{
    public const string Section = "Proxies";

    /// <summary>Goes first: what follows sees the caller's own address and scheme.</summary>
    /// <exception cref="InvalidOperationException">A setting is neither an address nor a network.</exception>
    public static IApplicationBuilder UseProxies(this WebApplication app)
    {
        var networks = Networks(app.Configuration);
        if (networks.Count == 0)
        {
            return app;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        networks.ForEach(options.KnownIPNetworks.Add);
        return app.UseForwardedHeaders(options);
    }

    /// <summary>Whether a network holds every address: then anybody may say to be anybody.</summary>
    public static bool AllowAnyone(IConfiguration configuration) => Networks(configuration).Exists(n => n.PrefixLength == 0);

    private static List<IPNetwork> Networks(IConfiguration configuration) =>
        [.. (configuration.GetSection(Section).Get<string[]>() ?? []).Select(Parse)];

    private static IPNetwork Parse(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new InvalidOperationException($"{Section}: '{text}' is neither an address nor a network, such as 10.1.2.3 or 10.1.2.0/24.");
    }
}
