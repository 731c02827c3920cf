using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Application.Documents.Queries;

/// <summary>The bytes of a document that the caller issued within the last hour. Each fetch is audited before they leave.</summary>
[Requires(Permissions.DocumentsWrite), Audited("document.fetch")]
public sealed record GetDocumentContentQuery(Guid Id) : IQuery<DocumentDownload>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("document", Id);
}

/// <summary>A file that is ready to be sent.</summary>
/// <param name="Name">Tells the kind and the number, never a person.</param>
/// <param name="Sha256">Of the bytes, lower-case hex.</param>
/// <param name="Policy">What a browser may load for it.</param>
/// <param name="CopyToAsync">Sends the bytes, piece by piece.</param>
public sealed record DocumentDownload(
    DocumentFileFormat Format, string Name, long Bytes, string Sha256, string Policy, Func<Stream, CancellationToken, Task> CopyToAsync);

internal sealed class GetDocumentContentHandler(DocumentScope scope, IEnumerable<IDocumentTemplate> templates, IDocumentFiles files, IDocumentPolicy policy, TimeProvider clock)
    : IQueryHandler<GetDocumentContentQuery, DocumentDownload>
{
    public async Task<Result<DocumentDownload>> Handle(GetDocumentContentQuery request, CancellationToken cancellationToken)
    {
        var id = new DocumentId(request.Id);
        var document = await scope.Own().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        if (document is null || await templates.Single(t => t.Kind == document.Kind).StandingAsync(document, cancellationToken) is null)
        {
            return CommonErrors.NotFound;
        }

        return document.ExpiresAt <= clock.GetUtcNow()
            ? DocumentErrors.Expired
            : new DocumentDownload(
                document.Format, NameOf(document), document.Bytes, document.FileSha256,
                policy.Of(DocumentContent.MarkingOf(document.Label), document.Number, "https:"), (to, ct) => files.CopyToAsync(id, to, ct));
    }

    private static string NameOf(Document document) =>
        $"{EnumCodes<DocumentKind>.Format(document.Kind).Replace('_', '-')}-{document.Number}.{EnumCodes<DocumentFileFormat>.Format(document.Format)}";
}
