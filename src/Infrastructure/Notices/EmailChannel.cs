using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Configuration;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>Hands messages to the deployment's mail server, over STARTTLS unless told otherwise.</summary>
internal sealed class EmailChannel(IConfiguration configuration) : INoticeChannel
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>What says that our own settings are wrong, not the message: it is kept until they are mended.</summary>
    private static readonly int[] OurFault = [530, 534, 535, 538];

    private readonly EmailSettings? _settings = EmailSettings.Of(configuration);

    public NoticeChannel Channel => NoticeChannel.Email;

    public bool IsConfigured => _settings is not null;

    public async Task<DeliveryOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!MailAddress.TryCreate(message.Address, out var to))
        {
            return DeliveryOutcome.Refused("address-invalid");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Timeout);
        try
        {
            using var client = Client(_settings!);
            using var mail = Mail(message, to, _settings!);
            await client.SendMailAsync(mail, limit.Token);
            return DeliveryOutcome.Delivered((int)SmtpStatusCode.Ok);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return DeliveryOutcome.Retry("timeout");
        }
        catch (SmtpException e)
        {
            return Judge(e);
        }
    }

    private static SmtpClient Client(EmailSettings settings)
    {
        var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls, DeliveryFormat = SmtpDeliveryFormat.SevenBit };
        if (settings.UserName is { } user)
        {
            client.Credentials = new NetworkCredential(user, settings.Password);
        }

        return client;
    }

    private static MailMessage Mail(OutgoingMessage message, MailAddress to, EmailSettings settings)
    {
        var (subject, body) = EmailText.Of(message, settings);
        var mail = new MailMessage(settings.From, to)
        {
            Subject = subject,
            SubjectEncoding = Encoding.UTF8,
            Body = body,
            BodyEncoding = Encoding.UTF8,
        };
        // A server or reader that gets it twice knows it again.
        mail.Headers.Add("Message-ID", $"<{message.Id.Value:N}@{settings.From.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        return mail;
    }

    private static DeliveryOutcome Judge(SmtpException exception)
    {
        var status = (int)exception.StatusCode;
        return status switch
        {
            < 200 => DeliveryOutcome.Retry("connection"),
            >= 500 and < 600 when !OurFault.Contains(status) => DeliveryOutcome.Refused("smtp-status", status),
            _ => DeliveryOutcome.Retry("smtp-status", status),
        };
    }
}
