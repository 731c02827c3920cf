using System.Text;

namespace PupilSupport.Api.Http.Json;

/// <summary>What every text must be, whichever field it stands in.</summary>
internal static class TextRules
{
    /// <summary>The longest text of any field.</summary>
    public const int MaxLength = 20_000;

    /// <summary>Trims and normalises to NFC; throws <see cref="FaultException"/> on a character that no text may have.</summary>
    public static string Clean(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new FaultException("too-long", $"must have at most {MaxLength} characters");
        }

        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                throw new FaultException("invalid-text", "must not hold half of a surrogate pair");
            }

            Check(rune.Value);
            rest = rest[used..];
        }

        var trimmed = text.Trim();
        return trimmed.IsNormalized() ? trimmed : trimmed.Normalize();
    }

    private static void Check(int c)
    {
        if (c is (< 0x20 and not (0x09 or 0x0A or 0x0D)) or 0x7F)
        {
            throw new FaultException("invalid-text", "must not hold control characters other than tab and line end");
        }

        // These turn the reading direction of what follows, so that a name or note reads as another.
        if (c is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))
        {
            throw new FaultException("invalid-text", "must not hold controls of the reading direction");
        }

        if (c is (>= 0xFDD0 and <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE)
        {
            throw new FaultException("invalid-text", "must not hold noncharacters");
        }
    }
}
