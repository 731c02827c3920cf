using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.DataQuality;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class DataQualityListDocument(IQueryHandler<ListFindingsQuery, Page<FindingDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListFindingsQuery, FindingDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.DataQualityList;

    public override DocumentMembers Takes { get; } = new("schoolId");

    protected override IReadOnlyList<ListColumn<FindingDto>> Columns { get; } =
    [
        new("What is amiss", 5, f => f.Code),
        new("Of", 2, f => f.RecordKind),
        new("Name", 5, f => f.RecordKind == FindingRecordKind.Pupil ? new PupilId(f.RecordId) : new SchoolId(f.RecordId)),
        new("Id", 0, f => f.RecordId),
    ];

    protected override ListFindingsQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId };
}
