using System.Buffers;
using System.Globalization;
using System.Text;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Attachments;

/// <summary>A file's name: words for people, never a place. It is refused, not mended, when it holds more than that.</summary>
public static class AttachmentName
{
    public const int MaxLength = 150;

    // Joiners are part of words in several scripts and of emoji; they turn nothing around.
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <returns>The name in NFC without outer blanks; <c>file-name-not-allowed</c> otherwise.</returns>
    public static Result<string> Parse(string name, AttachmentMediaType type)
    {
        if (!IsWellFormed(name))
        {
            return AttachmentErrors.NameNotAllowed.At("/file");
        }

        var clean = name.Trim().Normalize(NormalizationForm.FormC);
        var isFit = clean.Length is > 0 and <= MaxLength && !clean.StartsWith('.') && EndingsOf(type).Any(e => HasEnding(clean, e));
        return isFit ? clean : AttachmentErrors.NameNotAllowed.At("/file");
    }

    private static bool HasEnding(string name, string ending) =>
        name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && name[..^ending.Length].Trim(' ', '.').Length > 0;

    private static string[] EndingsOf(AttachmentMediaType type) => type switch
    {
        AttachmentMediaType.Pdf => [".pdf"],
        AttachmentMediaType.Jpeg => [".jpg", ".jpeg"],
        AttachmentMediaType.Png => [".png"],
        AttachmentMediaType.Heic => [".heic", ".heif"],
        AttachmentMediaType.Docx => [".docx"],
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static bool IsWellFormed(string name)
    {
        for (var rest = name.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != OperationStatus.Done || !IsFit(rune))
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }

    private static bool IsFit(Rune rune) => rune.Value switch
    {
        // Separators of paths, drives and streams, and their look-alikes that NFKC would turn into them.
        '/' or '\\' or ':' or 0x2044 or 0x2215 or 0x29F5 or 0xFF0F or 0xFF3C or 0xFF1A => false,
        '<' or '>' or '"' or '|' or '?' or '*' or 0xFFFD => false,
        ZeroWidthNonJoiner or ZeroWidthJoiner => true,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned),
    };
}
