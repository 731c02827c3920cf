namespace PupilSupport.Api.Subcommands;

/// <summary><c>health</c>: asks the API of this machine whether it is ready. For containers, whose image has no curl.</summary>
internal static class Health
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(IConfiguration configuration, CancellationToken ct)
    {
        using var client = new HttpClient { Timeout = Limit };
        using var answer = await client.GetAsync(new Uri(Address(configuration), "/health/ready"), ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The first address that the API listens on, as seen from its own machine.</summary>
    internal static Uri Address(IConfiguration configuration)
    {
        var url = configuration["urls"]?.Split(';')[0];
        if (string.IsNullOrWhiteSpace(url))
        {
            var port = configuration["http_ports"]?.Split(';')[0];
            url = $"http://127.0.0.1:{(string.IsNullOrWhiteSpace(port) ? "5000" : port)}";
        }

        var address = BindingAddress.Parse(url);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}");
    }
}
