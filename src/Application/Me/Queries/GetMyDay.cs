using System.Globalization;
using AutoMapper.QueryableExtensions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Me.Dtos;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Application.Notices.Queries;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.Tasks;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Application.Tasks.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Me.Queries;

/// <summary>What the caller needs on one day.</summary>
[Requires(Permissions.MeRead), Audited("my_day.read")]
public sealed record GetMyDayQuery : IQuery<MyDayDto>
{
    public const int MaxDaysAway = 366;

    /// <summary>The day, Europe/London, within a year of today; today when absent.</summary>
    public DateOnly? Date { get; init; }
}

internal sealed class GetMyDayValidator : AbstractValidator<GetMyDayQuery>
{
    public GetMyDayValidator(TimeProvider clock) =>
        RuleFor(q => q.Date).Must(d => Math.Abs(d!.Value.DayNumber - LondonTime.DateOf(clock.GetUtcNow()).DayNumber) <= GetMyDayQuery.MaxDaysAway)
            .When(q => q.Date is not null)
            .WithErrorCode("too-far-away").WithMessage("must lie within a year of today");
}

/// <summary>Asks a fixed number of questions, however full the day is: the answer never grows by a query.</summary>
internal sealed class GetMyDayHandler(
    IAppDbContext db, TaskAccess tasks, TaskAnswers answers, PupilScope pupils, SchoolDays schools, CaseloadReading caseload, ICaller caller, AutoMapper.IConfigurationProvider maps, TimeProvider clock)
    : IQueryHandler<GetMyDayQuery, MyDayDto>
{
    public async Task<Result<MyDayDto>> Handle(GetMyDayQuery request, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var day = request.Date ?? today;
        var told = await schools.OnAsync(day, cancellationToken);
        var sessions = await SessionsAsync(day, cancellationToken);
        var programmes = await caseload.DueAsync(day, cancellationToken);
        var (before, on) = (day.AddDays(-1), day);
        var overdue = await TasksAsync(null, before, day > today ? day : today, cancellationToken);
        var due = await TasksAsync(on, on, day > today ? day : today, cancellationToken);
        return new MyDayDto
        {
            Date = day,
            Schools = told,
            Sessions = sessions,
            Overdue = overdue,
            Due = due,
            Programmes = programmes,
            Warnings = await caseload.WarningsAsync(day, sessions.Data, cancellationToken),
            Notices = await NoticesAsync(cancellationToken),
            Pupils = await NamesAsync(
                [.. sessions.Data.SelectMany(s => s.PupilIds), .. programmes.Data.SelectMany(p => p.PupilIds), .. overdue.Data.Concat(due.Data).Where(t => t.PupilId is not null).Select(t => t.PupilId!.Value)],
                cancellationToken),
        };
    }

    private async Task<DayList<MySessionDto>> SessionsAsync(DateOnly day, CancellationToken ct)
    {
        var reach = caller.ReachOf(Permissions.SupportSessionsRead);
        var (anywhere, at) = (reach.WholeTrust, reach.Schools.ToArray());
        var (from, before) = LondonTime.SpanOf(day, day);
        if (caller.StaffId is not { } me)
        {
            return DayList<MySessionDto>.Empty;
        }

        var found = await db.Set<SupportSession>().AsNoTracking()
            .Where(s => s.Practitioners.Any(p => p.StaffId == me) && (anywhere || at.Contains(s.SchoolId)))
            .Where(s => s.StartsAt >= from && s.StartsAt < before && s.Status != SupportSessionStatus.Cancelled && s.Status != SupportSessionStatus.Voided)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Take(MyDayDto.MaxRows + 1)
            .ProjectTo<MySessionDto>(maps)
            .ToListAsync(ct);
        return DayList<MySessionDto>.Of(found, $"/v1/support-sessions?practitionerId={me.Value}&from={Iso(day)}&to={Iso(day)}");
    }

    private async Task<DayList<TaskDto>> TasksAsync(DateOnly? first, DateOnly last, DateOnly asOf, CancellationToken ct)
    {
        if (!caller.Has(Permissions.TasksRead))
        {
            return DayList<TaskDto>.Empty;
        }

        var found = await tasks.Mine().AsNoTracking()
            .In(ListMyTasksQuery.ToDo, asOf).Due(first, last)
            .OrderBy(t => t.DueOn).ThenBy(t => t.Id)
            .Take(MyDayDto.MaxRows + 1)
            .ProjectTo<TaskDto>(maps)
            .ToListAsync(ct);
        var query = first is { } from ? $"dueFrom={Iso(from)}&dueTo={Iso(last)}" : $"dueTo={Iso(last)}";
        return DayList<TaskDto>.Of([.. answers.OfRead(found)], $"/v1/me/tasks?{query}");
    }

    private async Task<DayList<NotificationDto>> NoticesAsync(CancellationToken ct)
    {
        if (!caller.Has(Permissions.NotificationsRead))
        {
            return DayList<NotificationDto>.Empty;
        }

        var found = await db.NoticesOf(caller).AsNoTracking()
            .Where(n => n.ReadAt == null)
            .OrderByDescending(n => n.RecordedAt).ThenByDescending(n => n.Id)
            .Take(MyDayDto.MaxRows + 1)
            .ProjectTo<NotificationDto>(maps)
            .ToListAsync(ct);
        return DayList<NotificationDto>.Of(found.ConvertAll(n => n.WithLink()), "/v1/me/notifications?unread=true");
    }

    private async Task<IReadOnlyList<PersonDto>> NamesAsync(Guid[] named, CancellationToken ct)
    {
        PupilId[] ids = [.. named.Distinct().Select(id => new PupilId(id))];
        return await pupils.For(Permissions.PupilsRead).AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Named().Select(p => p.Person)
            .ToListAsync(ct);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
