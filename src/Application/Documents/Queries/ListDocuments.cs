using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Queries;

/// <summary>The ledger of issued documents, newest first. Sort: <c>issuedAt</c>.</summary>
[Requires(Permissions.DocumentsRead), Audited("document.list")]
public sealed record ListDocumentsQuery : PagedQuery, IQuery<Page<DocumentDto>>
{
    /// <summary>Only documents that tell of this pupil.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>Only documents issued in the name of this school.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>Only documents that this member of staff issued.</summary>
    public Guid? StaffId { get; init; }

    public DocumentKind? Kind { get; init; }

    /// <summary>The first local day, included.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last local day, included.</summary>
    public DateOnly? To { get; init; }
}

internal sealed class ListDocumentsHandler(DocumentScope scope, IPager pager) : IQueryHandler<ListDocumentsQuery, Page<DocumentDto>>
{
    private static readonly Keyset<Document, DocumentDto>[] Sorts =
    [
        Keyset.By<Document, DocumentDto, DateTimeOffset, DocumentId>(
            "issuedAt", d => d.RecordedAt, d => d.IssuedAt, d => d.Id, d => d.Id, descending: true),
    ];

    public async Task<Result<Page<DocumentDto>>> Handle(ListDocumentsQuery request, CancellationToken cancellationToken)
    {
        var documents = request.PupilId is { } pupil ? await scope.ReadableOfAsync(pupil, cancellationToken) : scope.Readable();
        return await pager.PageAsync(Filter(documents, request), request, Sorts, cancellationToken);
    }

    private static IQueryable<Document> Filter(IQueryable<Document> documents, ListDocumentsQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            documents = documents.Where(d => d.SchoolId == id);
        }

        if (request.StaffId is { } staff)
        {
            var id = new StaffId(staff);
            documents = documents.Where(d => d.StaffId == id);
        }

        if (request.Kind is { } kind)
        {
            documents = documents.Where(d => d.Kind == kind);
        }

        return documents.OnDays(d => d.RecordedAt, request.From, request.To);
    }
}
