using System.Text.Json.Serialization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools.Queries;

[Requires(Permissions.CalendarsRead)]
public sealed record ListCalendarsQuery : PagedQuery, IQuery<Page<CalendarDto>>
{
    [JsonIgnore]
    public Guid SchoolId { get; init; }
}

internal sealed class ListCalendarsHandler(IAppDbContext db, SchoolScope scope, IPager pager) : IQueryHandler<ListCalendarsQuery, Page<CalendarDto>>
{
    private static readonly Keyset<YearCalendar, CalendarDto>[] Sorts =
    [
        Keyset.By<YearCalendar, CalendarDto, DateOnly, YearCalendarId>("opensOn", c => c.OpensOn, d => d.OpensOn, c => c.Id, d => d.Id),
    ];

    public async Task<Result<Page<CalendarDto>>> Handle(ListCalendarsQuery request, CancellationToken cancellationToken)
    {
        if (!await scope.IncludesAsync(request.SchoolId, Permissions.CalendarsRead, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var school = new SchoolId(request.SchoolId);
        return await pager.PageAsync(db.Set<YearCalendar>().Where(c => c.SchoolId == school), request, Sorts, cancellationToken);
    }
}
