using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Application.Schools.Queries;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Application.Documents.Lists;

/// <summary>A row for each time of closure.</summary>
internal sealed class SchoolCalendarDocument(IQueryHandler<ListCalendarsQuery, Page<CalendarDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListCalendarsQuery, CalendarDto, SchoolCalendarDocument.Row>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.SchoolCalendar;

    public override DocumentMembers Takes { get; } = new("schoolId");

    protected override IReadOnlyList<ListColumn<SchoolCalendarDocument.Row>> Columns { get; } =
    [
        new("Academic year", 3, r => r.Year.AcademicYear),
        new("First day of the year", 3, r => r.Year.OpensOn),
        new("Last day of the year", 3, r => r.Year.ClosesOn),
        new("Closed from", 3, r => r.Closure?.FirstDay),
        new("Closed to", 3, r => r.Closure?.LastDay),
        new("Because of", 4, r => r.Closure?.Label),
    ];

    protected override ListCalendarsQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId!.Value };

    protected override IEnumerable<Row> RowsOf(CalendarDto record, DocumentRequest request) => record.Closures.DefaultIfEmpty().Select(c => new Row(record, c));

    internal sealed record Row(CalendarDto Year, ClosureDto? Closure);
}
