using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Application.Supervision.Queries;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

/// <summary>That supervision took place; what was said stays with those who took part.</summary>
internal sealed class SupervisionRecordListDocument(IQueryHandler<ListSupervisionRecordsQuery, Page<SupervisionRecordDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListSupervisionRecordsQuery, SupervisionRecordDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.SupervisionRecordList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["staffId", "from", "to"]);

    protected override IReadOnlyList<ListColumn<SupervisionRecordDto>> Columns { get; } =
    [
        new("Held", 3, r => r.HeldOn),
        new("Supervision", 3, r => r.Kind),
        new("Form", 3, r => r.Form),
        new("Of", 5, r => r.SuperviseeIds.Select(id => new StaffId(id))),
        new("By", 4, r => r.SupervisorId is { } id ? new StaffId(id) : r.OutsideSupervisor),
        new("Minutes", 2, r => r.Minutes),
        new("Next due", 3, r => r.NextDueOn),
        new("Organisation", 0, r => r.OutsideOrganisation),
        new("Recorded", 0, r => r.RecordedAt),
        new("Id", 0, r => r.Id),
    ];

    protected override ListSupervisionRecordsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        StaffId = request.StaffId,
        From = request.From,
        To = request.To,
    };
}
