using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Documents;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>The stamp as it stands on paper.</summary>
internal static class DocumentStampText
{
    public const string Hash = "SHA-256 of the content";

    private const string Check =
        "To check this paper, ask the service to verify the document by its number: it tells who issued it when, the hash that belongs to it, and whether "
        + "the record has changed since. Handle it as its marking says; shred it when it is no longer needed.";

    private const string CheckCard = "This card is yours to keep. Whether it comes from the school can be checked there by its number.";

    public static string CheckOf(DocumentContent content) => content.IsCard ? CheckCard : Check;

    public static IReadOnlyList<(string Name, string Value)> Facts(DocumentContent content, DocumentStamp stamp)
    {
        List<(string, string)> facts =
        [
            ("Document", stamp.Number),
            ("Kind", Kind(stamp.Kind)),
            ("Marking", content.Marking),
            ("Issued", $"{LondonTime.LocalOf(stamp.IssuedAt).ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture)} (London)"),
            ("Issued by", stamp.IssuedBy),
            ("Version of the record", stamp.RecordVersion?.ToString(CultureInfo.InvariantCulture) ?? "as it stood when issued; more than one record"),
            (Hash, stamp.ContentSha256),
        ];
        return facts;
    }

    /// <summary><c>Support session</c>: the only name that a file's properties bear.</summary>
    public static string Kind(DocumentKind kind) => Words.Of(kind);
}
