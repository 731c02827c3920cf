using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using PupilSupport.Application.Attachments;
using PupilSupport.Domain.Attachments;

namespace PupilSupport.Infrastructure.Attachments;

/// <summary>
/// Speaks ClamAV's INSTREAM over TCP with the clamd at <c>Attachments:Scanner</c> (<c>host:port</c>). Only a whole answer
/// counts: whatever is cut short, late or strange is no verdict.
/// </summary>
/// <exception cref="InvalidOperationException">The setting is no host and port.</exception>
internal sealed partial class ClamAvScanner(IConfiguration configuration, IHostEnvironment environment) : IFileScanner
{
    public const string Setting = "Attachments:Scanner";
    public const string UnscannedSetting = "Attachments:AcceptUnscanned";

    private const int LongestAnswer = 1024;

    private readonly (string Host, int Port)? _server = Parse(configuration[Setting]);
    private readonly TimeSpan _patience = configuration.GetValue("Attachments:ScanTimeout", TimeSpan.FromSeconds(60));

    public bool IsConfigured => _server is not null;

    public bool TakesUnscanned { get; } = environment.IsDevelopment() && configuration.GetValue(UnscannedSetting, false);

    public async Task<string?> ScanAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken ct)
    {
        var (host, port) = _server ?? throw new ScanFailedException("No scanner is configured.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token);
            await using var stream = client.GetStream();
            await SendAsync(stream, content, limit.Token);
            return Verdict(await AnswerAsync(stream, limit.Token));
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ScanFailedException("The scanner did not answer.", e);
        }
    }

    private static async Task SendAsync(NetworkStream stream, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken ct)
    {
        var length = new byte[sizeof(uint)];
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        await foreach (var piece in content.WithCancellation(ct))
        {
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)piece.Length);
            await stream.WriteAsync(length, ct);
            await stream.WriteAsync(piece, ct);
        }

        await stream.WriteAsync(new byte[sizeof(uint)], ct);
        await stream.FlushAsync(ct);
    }

    private static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        for (var count = 0; count < answer.Length;)
        {
            var read = await stream.ReadAsync(answer.AsMemory(count), ct);
            var end = answer.AsSpan(count, read).IndexOf((byte)0);
            if (end >= 0)
            {
                return Encoding.ASCII.GetString(answer, 0, count + end);
            }

            count += read > 0 ? read : throw new ScanFailedException("The scanner's answer was cut short.");
        }

        throw new ScanFailedException("The scanner's answer is too long.");
    }

    /// <returns>The find; null for none.</returns>
    private static string? Verdict(string answer)
    {
        if (answer == "stream: OK")
        {
            return null;
        }

        var found = Found().Match(answer);
        return found.Success ? Shorten(Unusual().Replace(found.Groups[1].Value, "_")) : throw new ScanFailedException("The scanner reports an error.");
    }

    private static string Shorten(string finding) => finding.Length <= Attachment.MaxFinding ? finding : finding[..Attachment.MaxFinding];

    private static (string, int)? Parse(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return null;
        }

        var at = setting.LastIndexOf(':');
        return at > 0 && int.TryParse(setting[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536
            ? (setting[..at].Trim('[', ']'), port)
            : throw new InvalidOperationException($"{Setting} must be host:port.");
    }

    [GeneratedRegex(@"\Astream: (\S.*) FOUND\z")]
    private static partial Regex Found();

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex Unusual();
}
