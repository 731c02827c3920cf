using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PupilSupport.TestSupport;

/// <summary>How the scanner behaves.</summary>
public enum ClamdMood
{
    /// <summary>Finds EICAR, and nothing else.</summary>
    Honest,

    /// <summary>Answers with an error, as at its own size limit.</summary>
    Failing,

    /// <summary>Takes everything and never answers.</summary>
    Silent,

    /// <summary>Closes in the middle of the content.</summary>
    Cutting,

    /// <summary>Closes in the middle of a good answer.</summary>
    Mumbling,
}

/// <summary>A TCP server that speaks clamd's INSTREAM on a port of its own.</summary>
public sealed class ClamdServer : IAsyncDisposable
{
    public const string Finding = "Eicar-Test-Signature";

    private static readonly byte[] Eicar = Encoding.ASCII.GetBytes("EICAR-STANDARD-ANTIVIRUS-TEST-FILE");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _scans;

    public ClamdServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public ClamdMood Mood { get; set; }

    /// <summary>How many files were sent to it.</summary>
    public int Scans => _scans;

    public string Address => _listener.LocalEndpoint.ToString()!;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await ConverseAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The other side has gone, or we have.
            }
        }
    }

    private async Task ConverseAsync(NetworkStream stream)
    {
        Interlocked.Increment(ref _scans);
        var command = await ReadAsync(stream, "zINSTREAM\0".Length);
        if (Encoding.ASCII.GetString(command) != "zINSTREAM\0")
        {
            await ReplyAsync(stream, "UNKNOWN COMMAND\0");
            return;
        }

        using var content = new MemoryStream();
        while (BinaryPrimitives.ReadInt32BigEndian(await ReadAsync(stream, 4)) is var length and > 0)
        {
            content.Write(await ReadAsync(stream, length));
            if (Mood == ClamdMood.Cutting)
            {
                return;
            }
        }

        switch (Mood)
        {
            case ClamdMood.Failing:
                await ReplyAsync(stream, "INSTREAM size limit exceeded. ERROR\0");
                break;
            case ClamdMood.Silent:
                await Task.Delay(Timeout.Infinite, _stop.Token);
                break;
            case ClamdMood.Mumbling:
                await ReplyAsync(stream, "stream: OK");
                break;
            default:
                await ReplyAsync(stream, content.ToArray().AsSpan().IndexOf(Eicar) >= 0 ? $"stream: {Finding} FOUND\0" : "stream: OK\0");
                break;
        }
    }

    private async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }

    private async Task ReplyAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _stop.Token);
}
