using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Application.Documents.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class DocumentListDocument(IQueryHandler<ListDocumentsQuery, Page<DocumentDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListDocumentsQuery, DocumentDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.DocumentList;

    public override DocumentMembers Takes { get; } = new(["schoolId", "from", "to"], ["pupilId", "staffId"]);

    protected override IReadOnlyList<ListColumn<DocumentDto>> Columns { get; } =
    [
        new("Issued", 3, d => d.IssuedAt),
        new("Number", 4, d => d.Number),
        new("Kind", 4, d => d.Kind),
        new("Format", 2, d => EnumCodes<DocumentFileFormat>.Format(d.Format)),
        new("By", 4, d => d.IssuedById is { } id ? new StaffId(id) : null),
        new("Label", 3, d => d.Label),
        new("Cut", 0, d => d.IsCut),
        new("Bytes", 0, d => d.Bytes),
        new("Record", 0, d => d.RecordId),
        new("Record version", 0, d => d.RecordVersion),
        new("SHA-256 of the content", 0, d => d.ContentSha256),
        new("SHA-256 of the file", 0, d => d.FileSha256),
        new("Id", 0, d => d.Id),
    ];

    protected override ListDocumentsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        StaffId = request.StaffId,
        From = request.From,
        To = request.To,
    };

    /// <summary>Of which pupil something was printed is pastoral.</summary>
    protected override SensitivityLabel LabelOf(DocumentDto record) => SensitivityLabel.Pastoral;
}
