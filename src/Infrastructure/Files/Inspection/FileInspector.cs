using PupilSupport.Application.Attachments;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>
/// A file is what its bytes are, from the first to the last. Pictures are written anew from the parts that show
/// something, so that metadata and whatever hides beside the picture do not survive.
/// </summary>
internal sealed class FileInspector : IFileInspector
{
    public Result<InspectedFile> Inspect(ReadOnlyMemory<byte> content, AttachmentMediaType declared)
    {
        try
        {
            var file = declared switch
            {
                AttachmentMediaType.Pdf => PdfFile.Inspect(content),
                AttachmentMediaType.Jpeg => JpegFile.Inspect(content),
                AttachmentMediaType.Png => PngFile.Inspect(content),
                AttachmentMediaType.Heic => HeicFile.Inspect(content),
                AttachmentMediaType.Docx => DocxFile.Inspect(content),
                _ => throw new ArgumentOutOfRangeException(nameof(declared)),
            };
            if (declared != AttachmentMediaType.Docx)
            {
                Polyglot.Refuse(file.Content.Span, isPdf: declared == AttachmentMediaType.Pdf);
            }

            return file;
        }
        catch (UnsafeFileException e)
        {
            return e.Error.At("/file");
        }
    }
}
