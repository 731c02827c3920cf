using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PupilSupport.TestSupport.Mail;

/// <summary>A message as it came over the wire.</summary>
/// <param name="Data">Headers and body, undotted.</param>
/// <param name="IsEncrypted">Whether it came over TLS.</param>
/// <param name="User">Who logged in; null when nobody did.</param>
public sealed record ReceivedMail(string From, string To, string Data, bool IsEncrypted, string? User)
{
    /// <summary>The header's value, folded lines joined; null when there is none.</summary>
    public string? Header(string name) => Head.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
        .FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>The body, decoded.</summary>
    public string Body => Header("Content-Transfer-Encoding") switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(Data[(Head.Length + 4)..])),
        "quoted-printable" => Unquote(Data[(Head.Length + 4)..]),
        _ => Data[(Head.Length + 4)..],
    };

    /// <summary>Everything, also what stands encoded.</summary>
    public string Everything => $"{From} {To} {Data} {Body} {WebUtility.UrlDecode(Data)}";

    private string Head => Data[..Data.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

    private static string Unquote(string text)
    {
        var bytes = new List<byte>();
        var plain = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] == '=')
            {
                bytes.Add(Convert.ToByte(plain.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)plain[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}

/// <summary>A mail server on a real socket of this host, which keeps what it gets: EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, RSET, QUIT.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly Task _accepting;

    public MailServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyCollection<ReceivedMail> Mails => _mails;

    /// <summary>With it STARTTLS is offered.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>What it answers to a recipient; 250 takes it.</summary>
    public Func<string, string> OnRecipient { get; set; } = _ => "250 OK";

    /// <summary>What it answers to a whole message; the message is kept when it begins with 2.</summary>
    public Func<string> OnData { get; set; } = () => "250 OK";

    public void Clear() => _mails.Clear();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await new Conversation(this, client.GetStream()).RunAsync(_stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client hung up.
            }
        }
    }

    private sealed class Conversation(MailServer server, Stream raw)
    {
        private Stream _stream = raw;
        private string? _from, _to, _user;

        public async Task RunAsync(CancellationToken ct)
        {
            await SayAsync("220 mail.example.org ESMTP", ct);
            while (await ReadAsync(ct) is { } line && await AnswerAsync(line, ct))
            {
            }
        }

        private async Task<bool> AnswerAsync(string line, CancellationToken ct)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await GreetAsync(ct);
                    break;
                case "STARTTLS" when server.Certificate is { } certificate:
                    await SayAsync("220 Go ahead", ct);
                    var tls = new SslStream(_stream);
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, ct);
                    _stream = tls;
                    break;
                case "AUTH":
                    await LogInAsync(line.Split(' '), ct);
                    break;
                case "MAIL":
                    _from = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    await SayAsync("250 OK", ct);
                    break;
                case "RCPT":
                    _to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    await SayAsync(server.OnRecipient(_to), ct);
                    break;
                case "DATA":
                    await TakeAsync(ct);
                    break;
                case "QUIT":
                    await SayAsync("221 Bye", ct);
                    return false;
                default:
                    await SayAsync(line.StartsWith("RSET", StringComparison.OrdinalIgnoreCase) ? "250 OK" : "502 Unknown", ct);
                    break;
            }

            return true;
        }

        private async Task GreetAsync(CancellationToken ct)
        {
            await SayAsync("250-mail.example.org", ct);
            if (server.Certificate is not null && _stream is not SslStream)
            {
                await SayAsync("250-STARTTLS", ct);
            }

            await SayAsync("250 AUTH LOGIN", ct);
        }

        private async Task LogInAsync(string[] parts, CancellationToken ct)
        {
            var name = parts.Length > 2 ? parts[2] : await AskAsync("334 VXNlcm5hbWU6", ct);
            var password = await AskAsync("334 UGFzc3dvcmQ6", ct);
            _user = $"{Encoding.UTF8.GetString(Convert.FromBase64String(name!))}/{Encoding.UTF8.GetString(Convert.FromBase64String(password!))}";
            await SayAsync("235 OK", ct);
        }

        private async Task<string?> AskAsync(string question, CancellationToken ct)
        {
            await SayAsync(question, ct);
            return await ReadAsync(ct);
        }

        private async Task TakeAsync(CancellationToken ct)
        {
            await SayAsync("354 Go ahead", ct);
            var data = new StringBuilder();
            string? line;
            while ((line = await ReadAsync(ct)) is not (null or "."))
            {
                data.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
            }

            // A sender that died before the last line has sent nothing.
            if (line is null)
            {
                return;
            }

            var answer = server.OnData();
            if (answer.StartsWith('2'))
            {
                server._mails.Enqueue(new ReceivedMail(_from!, _to!, data.ToString(), _stream is SslStream, _user));
            }

            await SayAsync(answer, ct);
        }

        /// <summary>Byte by byte, so that nothing of what follows STARTTLS is swallowed.</summary>
        private async Task<string?> ReadAsync(CancellationToken ct)
        {
            var (line, one) = (new List<byte>(), new byte[1]);
            while (await _stream.ReadAsync(one, ct) == 1)
            {
                if (one[0] == '\n')
                {
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                }

                line.Add(one[0]);
            }

            return null;
        }

        private async Task SayAsync(string line, CancellationToken ct) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct);
    }
}
