using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Staff.Dtos;
using PupilSupport.Application.Staff.Queries;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

/// <summary>A row for each job at the school.</summary>
internal sealed class StaffListDocument(IQueryHandler<ListStaffQuery, Page<StaffDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListStaffQuery, StaffDto, StaffListDocument.Row>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.StaffList;

    public override DocumentMembers Takes { get; } = new("schoolId");

    protected override IReadOnlyList<ListColumn<StaffListDocument.Row>> Columns { get; } =
    [
        new("Name", 5, r => new StaffId(r.Person.Id)),
        new("Job", 5, r => r.Job.JobRole),
        new("From", 3, r => r.Job.StartsOn),
        new("To", 3, r => r.Job.EndsOn),
        new("E-mail", 8, r => r.Person.Email),
        new("Id", 0, r => r.Person.Id),
    ];

    protected override ListStaffQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId };

    protected override IEnumerable<Row> RowsOf(StaffDto record, DocumentRequest request) =>
        record.Assignments.Where(a => a.SchoolId == request.SchoolId).Select(a => new Row(record, a));

    internal sealed record Row(StaffDto Person, StaffAssignmentDto Job);
}
