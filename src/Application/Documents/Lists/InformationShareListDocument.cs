using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.InformationShares.Dtos;
using PupilSupport.Application.InformationShares.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class InformationShareListDocument(
    IQueryHandler<ListInformationSharesQuery, Page<InformationShareDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListInformationSharesQuery, InformationShareDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.InformationShareList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "staffId", "from", "to"]);

    protected override bool IsWide => true;

    protected override IReadOnlyList<ListColumn<InformationShareDto>> Columns { get; } =
    [
        new("When", 3, s => s.SharedAt),
        new("Pupil", 3, s => new PupilId(s.PupilId)),
        new("Decision", 2, s => s.Decision),
        new("What", 5, s => s.What),
        new("With whom", 4, s => s.To),
        new("Article 6", 3, s => s.Article6),
        new("Article 9", 3, s => s.Article9),
        new("Schedule 1", 3, s => s.Schedule1),
        new("Reason", 5, s => s.Reason),
        new("By", 3, s => s.DecidedById is { } id ? new StaffId(id) : null),
        new("Method", 0, s => s.Method),
        new("Document", 0, s => s.DocumentId),
        new("Recorded", 0, s => s.RecordedAt),
        new("Id", 0, s => s.Id),
    ];

    protected override ListInformationSharesQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        DecidedById = request.StaffId,
        From = request.From,
        To = request.To,
    };

    protected override SensitivityLabel LabelOf(InformationShareDto record) => record.Label;
}
