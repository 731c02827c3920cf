using FluentValidation;
using PupilSupport.Application.Charts;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportReports.Queries;

/// <summary>The same of one school as a picture.</summary>
[Requires(Permissions.SupportReportsRead), Audited("support_programme.chart_impact")]
public sealed record GetProgrammeImpactChartQuery : IQuery<string>, IReportPeriod
{
    public required Guid SchoolId { get; init; }

    /// <summary>The first day on which programmes ended; the beginning of the academic year of <c>to</c> when absent.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included; today when absent. At most three years in all.</summary>
    public DateOnly? To { get; init; }

    /// <summary>One kind of support; all when absent.</summary>
    public SupportProgrammeKind? Kind { get; init; }

    /// <summary>Of which pupils; all when absent.</summary>
    public ImpactGroup? Group { get; init; }
}

internal sealed class GetProgrammeImpactChartValidator : AbstractValidator<GetProgrammeImpactChartQuery>
{
    public GetProgrammeImpactChartValidator(TimeProvider clock) => this.HasPeriodOf(GetProgrammeImpactReportQuery.MaxDays, clock);
}

internal sealed class GetProgrammeImpactChartHandler(IQueryHandler<GetProgrammeImpactReportQuery, ProgrammeImpactReportDto> report) : IQueryHandler<GetProgrammeImpactChartQuery, string>
{
    public async Task<Result<string>> Handle(GetProgrammeImpactChartQuery request, CancellationToken cancellationToken)
    {
        var asked = new GetProgrammeImpactReportQuery { SchoolId = request.SchoolId, From = request.From, To = request.To, Kind = request.Kind, Group = request.Group };
        var told = await report.Handle(asked, cancellationToken);
        return told.IsSuccess ? SvgCharts.Draw(ImpactChart.Of(told.Value.Schools[0].Name, told.Value.Schools[0].Lines)) : told.Error;
    }
}
