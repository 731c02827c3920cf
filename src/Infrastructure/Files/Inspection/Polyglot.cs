using System.Buffers.Binary;
using System.Text;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>Refuses a file that is another one too, to a reader that looks elsewhere than at the first bytes.</summary>
internal static class Polyglot
{
    /// <summary>As far as browsers and PDF readers look for what a file is.</summary>
    private const int SniffedBytes = 1024;

    private const int EndOfDirectoryBytes = 22;

    private static readonly string[] PageMarks = ["<html", "<!doctype", "<script", "<svg", "<body", "<iframe", "<head", "<?php", "<%@"];

    public static void Refuse(ReadOnlySpan<byte> file, bool isPdf)
    {
        var head = Text(file[..Math.Min(SniffedBytes, file.Length)]);
        var tail = Text(file[Math.Max(0, file.Length - SniffedBytes)..]);
        var isPage = PageMarks.Any(m => head.Contains(m, StringComparison.Ordinal) || tail.Contains(m, StringComparison.Ordinal));
        if (isPage || (!isPdf && head.Contains("%pdf-", StringComparison.Ordinal)) || HoldsArchive(file))
        {
            throw UnsafeFileException.NotSafe();
        }
    }

    /// <summary>Whether a zip reader, which starts from the end, would find a directory of entries anywhere.</summary>
    public static bool HoldsArchive(ReadOnlySpan<byte> file)
    {
        for (var at = file.IndexOf("PK\x05\x06"u8); at >= 0;)
        {
            if (IsDirectoryEnd(file, at))
            {
                return true;
            }

            var next = file[(at + 4)..].IndexOf("PK\x05\x06"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        return false;
    }

    /// <summary>The directory stands right before its end, whatever precedes the archive.</summary>
    private static bool IsDirectoryEnd(ReadOnlySpan<byte> file, int at)
    {
        if (file.Length - at < EndOfDirectoryBytes)
        {
            return false;
        }

        var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 12)..]);
        return size == uint.MaxValue || (size <= at && size >= 4 && file[(int)(at - size)..].StartsWith("PK\x01\x02"u8));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).Replace("\0", "", StringComparison.Ordinal).ToLowerInvariant();
}
