using FluentValidation;
using PupilSupport.Application.Assessments;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.SupportReports.Queries;

/// <summary>How support stands at the schools that the caller reaches.</summary>
[Requires(Permissions.SupportReportsRead), Audited("support_programme.report_overview")]
public sealed record GetPastoralOverviewQuery : IQuery<PastoralOverviewDto>, IReportPeriod
{
    public const int MaxDays = 400;

    /// <summary>One school; all that the caller reaches when absent.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>A day of the first term; the beginning of the academic year of <c>to</c> when absent.</summary>
    public DateOnly? From { get; init; }

    /// <summary>A day of the last term; today when absent. At most 400 days in all.</summary>
    public DateOnly? To { get; init; }
}

internal sealed class GetPastoralOverviewValidator : AbstractValidator<GetPastoralOverviewQuery>
{
    public GetPastoralOverviewValidator(TimeProvider clock) => this.HasPeriodOf(GetPastoralOverviewQuery.MaxDays, clock);
}

/// <summary>Asks a fixed number of questions, however many terms, programmes and schools there are.</summary>
internal sealed class GetPastoralOverviewHandler(
    ReportedSchools schools, OverviewReading standing, TermDelivery delivery, ImpactReading impact, InstrumentCatalogue instruments, TimeProvider clock)
    : IQueryHandler<GetPastoralOverviewQuery, PastoralOverviewDto>
{
    public async Task<Result<PastoralOverviewDto>> Handle(GetPastoralOverviewQuery request, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var (from, to) = request.Period(today);
        var reached = await schools.OfAsync(request.SchoolId, cancellationToken);
        if (!reached.IsSuccess)
        {
            return reached.Error;
        }

        var told = reached.Value;
        var now = await standing.OfAsync(told, today, cancellationToken);
        var terms = await delivery.OfAsync(told, [.. Terms(from, to, today)], cancellationToken);
        var lines = (await impact.OfAsync(told, null, from, to, cancellationToken)).ToLookup(l => l.SchoolId);
        var known = (await instruments.AllAsync(cancellationToken)).ToDictionary(i => (i.Code, i.NormVersion));
        return new PastoralOverviewDto
        {
            AsOf = today,
            From = from,
            To = to,
            Schools = [.. told.Select(s => new SchoolOverviewDto
            {
                SchoolId = s.Id.Value,
                Name = s.Name,
                Caseload = now(s.Id).Caseload,
                Waiting = now(s.Id).Waiting,
                Terms = [.. terms[s.Id]],
                Impact = [.. from line in lines[s.Id] from row in line.Rows select ImpactLineDto.Of(line.Kind, row, row.All, null, m => known[(m.Instrument, m.NormVersion)])],
            })],
            NotRecorded = Enum.GetValues<UnrecordedFigure>(),
        };
    }

    /// <summary>The terms of those days that have begun.</summary>
    private static IEnumerable<SchoolTerm> Terms(DateOnly from, DateOnly to, DateOnly today)
    {
        for (var term = SchoolTerm.Containing(from); term.FirstDay <= to && term.FirstDay <= today; term = SchoolTerm.Containing(term.LastDay.AddDays(1)))
        {
            yield return term;
        }
    }
}
