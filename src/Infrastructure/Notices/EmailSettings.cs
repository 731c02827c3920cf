using System.Net.Mail;
using Microsoft.Extensions.Configuration;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>How e-mail leaves. Without <c>Smtp:Host</c> none does.</summary>
/// <param name="UseTls">STARTTLS, and nothing is sent without it; off only by <c>Smtp:Security=none</c>.</param>
/// <param name="UserName">Null for a server that asks for none.</param>
/// <param name="LinkBase">What goes before a record's collection and id, without a slash at its end.</param>
internal sealed record EmailSettings(string Host, int Port, bool UseTls, string? UserName, string? Password, MailAddress From, string LinkBase)
{
    private const int SubmissionPort = 587;

    /// <exception cref="InvalidOperationException">A server is named, but something else is missing or wrong.</exception>
    public static EmailSettings? Of(IConfiguration configuration)
    {
        var smtp = configuration.GetSection("Smtp");
        if (smtp["Host"] is not { Length: > 0 } host)
        {
            return null;
        }

        var security = smtp["Security"] ?? "starttls";
        return new EmailSettings(
            host,
            smtp.GetValue("Port", SubmissionPort),
            security switch { "starttls" => true, "none" => false, _ => throw new InvalidOperationException("Smtp:Security must be starttls or none.") },
            smtp["UserName"],
            smtp["Password"],
            MailAddress.TryCreate(smtp["From"], out var from) ? from : throw new InvalidOperationException("Smtp:From must be an e-mail address."),
            Uri.TryCreate(configuration["Notices:LinkBase"], UriKind.Absolute, out var link) && link.Scheme is "https" or "http"
                ? link.AbsoluteUri.TrimEnd('/')
                : throw new InvalidOperationException("Notices:LinkBase must be the address of the front end."));
    }

    /// <summary>The record's page in the front end.</summary>
    public string LinkOf(OutgoingNotice notice) => $"{LinkBase}/{Application.Notices.NoticeCatalogue.Of(notice.Kind).Collection}/{notice.RecordId}";

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
