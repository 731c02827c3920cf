using System.Globalization;
using System.Text;
using PupilSupport.Application.Notices;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>The words of an e-mail: what kind of thing waits and where, and nothing about anybody.</summary>
internal static class EmailText
{
    /// <summary>Beyond this a digest only counts.</summary>
    public const int MostLinks = 50;

    private const string Line = "\r\n";

    private const string Footer = "You get this because of your notification settings. What it is about can be read after signing in.";

    public static (string Subject, string Body) Of(OutgoingMessage message, EmailSettings settings) =>
        message.Purpose == DeliveryPurpose.Digest ? Digest(message.Notices, settings) : Single(message.Notices[0], settings);

    private static (string Subject, string Body) Single(OutgoingNotice notice, EmailSettings settings)
    {
        var text = NoticeCatalogue.Of(notice.Kind).Text;
        return (text.TrimEnd('.'), $"{text}{Line}{Line}{settings.LinkOf(notice)}{Line}{Line}{Footer}{Line}");
    }

    private static (string Subject, string Body) Digest(IReadOnlyList<OutgoingNotice> notices, EmailSettings settings)
    {
        var body = new StringBuilder();
        foreach (var kind in notices.GroupBy(n => n.Kind).OrderByDescending(k => k.Count()).ThenBy(k => k.Key))
        {
            body.Append(CultureInfo.InvariantCulture, $"{kind.Count()} × {NoticeCatalogue.Of(kind.Key).Text}{Line}");
        }

        body.Append(Line);
        foreach (var link in notices.Select(settings.LinkOf).Distinct().Take(MostLinks))
        {
            body.Append(link).Append(Line);
        }

        body.Append(Line).Append(Footer).Append(Line);
        return (notices.Count == 1 ? "1 notice waits for you" : string.Create(CultureInfo.InvariantCulture, $"{notices.Count} notices wait for you"), body.ToString());
    }
}
