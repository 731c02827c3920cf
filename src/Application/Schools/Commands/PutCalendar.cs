using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools.Commands;

/// <param name="AcademicYear">As it stands in a path: <c>2026-27</c>.</param>
[Requires(Permissions.CalendarsWrite), Audited("school_calendar.put")]
public sealed record PutCalendarCommand(
    Guid SchoolId, string AcademicYear, DateOnly OpensOn, DateOnly ClosesOn, IReadOnlyList<ClosureDto> Closures, int? ExpectedVersion)
    : ICommand<Upserted<CalendarDto>>
{
    /// <summary>Null when the text names no academic year.</summary>
    internal AcademicYear? Year =>
        int.TryParse(AcademicYear.AsSpan(0, Math.Min(4, AcademicYear.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
        && new AcademicYear(start) is var year && year.Label.Replace('/', '-') == AcademicYear
            ? year
            : null;
}

internal sealed class PutCalendarValidator : AbstractValidator<PutCalendarCommand>
{
    public PutCalendarValidator()
    {
        RuleFor(c => c.Closures).MaxItems(SchoolYear.MaxClosures);
        RuleForEach(c => c.Closures).ChildRules(c => c.RuleFor(x => x.Label).MinimumLength(1).MaximumLength(YearCalendar.LabelMax));
    }
}

internal sealed class PutCalendarHandler(IAppDbContext db, SchoolScope scope, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<PutCalendarCommand, Upserted<CalendarDto>>
{
    public async Task<Result<Upserted<CalendarDto>>> Handle(PutCalendarCommand request, CancellationToken cancellationToken)
    {
        if (request.Year is not { } year || !await scope.IncludesAsync(request.SchoolId, Permissions.CalendarsWrite, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var school = new SchoolId(request.SchoolId);
        var known = await db.Set<YearCalendar>().Include(c => c.Closures)
            .SingleOrDefaultAsync(c => c.SchoolId == school && c.AcademicYear == year, cancellationToken);
        var said = known is null ? Create(request, school, year) : Revise(known, request);
        return said.IsSuccess ? new Upserted<CalendarDto>(answers.Map<CalendarDto>(said.Value), known is null) : said.Error;
    }

    private Result<YearCalendar> Create(PutCalendarCommand request, SchoolId school, AcademicYear year)
    {
        if (request.ExpectedVersion is not null)
        {
            return CommonErrors.PreconditionFailed;
        }

        var calendar = YearCalendar.Create(caller.TrustId, school, year, request.OpensOn, request.ClosesOn, Closures(request), clock.GetUtcNow());
        if (calendar.IsSuccess)
        {
            db.Set<YearCalendar>().Add(calendar.Value);
        }

        return calendar;
    }

    private static Result<YearCalendar> Revise(YearCalendar calendar, PutCalendarCommand request)
    {
        if (calendar.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var said = calendar.Say(request.OpensOn, request.ClosesOn, Closures(request));
        return said.IsSuccess ? calendar : said.Error;
    }

    private static Closure[] Closures(PutCalendarCommand request) => [.. request.Closures.Select(c => new Closure(c.FirstDay, c.LastDay, c.Label))];
}
