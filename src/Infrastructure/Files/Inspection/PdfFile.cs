using System.Buffers;
using PupilSupport.Application.Attachments;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>A PDF from its first byte to its end mark. What its pages do is for the scanner to judge.</summary>
internal static class PdfFile
{
    private const int MaxBlanksAtEnd = 64;
    private const int TrailerBytes = 2048;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\f\0"u8);

    public static InspectedFile Inspect(ReadOnlyMemory<byte> content)
    {
        var file = content.Span;
        if (file.Length < 32 || !file.StartsWith("%PDF-"u8) || file[5] is not ((byte)'1' or (byte)'2') || file[6] != '.' || !char.IsAsciiDigit((char)file[7]))
        {
            throw UnsafeFileException.Mismatch();
        }

        var end = file.LastIndexOf("%%EOF"u8);
        if (end < 0)
        {
            throw UnsafeFileException.Mismatch();
        }

        // Whatever follows the end mark is no part of the document.
        var rest = file[(end + 5)..];
        if (rest.Length > MaxBlanksAtEnd || rest.ContainsAnyExcept(Blanks))
        {
            throw UnsafeFileException.NotSafe();
        }

        return file[Math.Max(0, end - TrailerBytes)..end].LastIndexOf("startxref"u8) < 0 ? throw UnsafeFileException.Mismatch() : new InspectedFile(content, false);
    }
}
