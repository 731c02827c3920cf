using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Jobs.Queries;

/// <summary>All schedules in one page, by name: they are few, and part of the service.</summary>
[Requires(Permissions.SchedulesRead)]
public sealed record ListSchedulesQuery : IQuery<Page<ScheduleDto>>;

internal sealed class ListSchedulesHandler(ScheduleCatalogue catalogue, IScheduleBook book) : IQueryHandler<ListSchedulesQuery, Page<ScheduleDto>>
{
    private const string TimeZone = "Europe/London";

    public async Task<Result<Page<ScheduleDto>>> Handle(ListSchedulesQuery request, CancellationToken cancellationToken)
    {
        var known = (await book.ReadAsync(cancellationToken)).ToDictionary(s => s.Name, StringComparer.Ordinal);
        var rows = catalogue.All.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => Of(s, known.GetValueOrDefault(s.Name)));
        return new Page<ScheduleDto>([.. rows], new PageInfo(PagedQuery.MaxLimit, null, false));
    }

    private static ScheduleDto Of(Schedule declared, ScheduleState? state) => new()
    {
        Name = declared.Name,
        Kind = declared.Kind,
        Cron = state?.Cron ?? declared.Cron.Text,
        TimeZone = TimeZone,
        Scope = declared.Scope,
        Missed = declared.Missed,
        Permissions = declared.Permissions,
        NextDueAt = state?.NextDueAt,
        LastRun = state?.LastRun,
    };
}
