using FluentValidation;
using PupilSupport.Application.Assessments;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportReports.Queries;

/// <summary>What ended programmes changed, at the schools that the caller reaches.</summary>
[Requires(Permissions.SupportReportsRead), Audited("support_programme.report_impact")]
public sealed record GetProgrammeImpactReportQuery : IQuery<ProgrammeImpactReportDto>, IReportPeriod
{
    public const int MaxDays = 1_096;

    /// <summary>One school; all that the caller reaches when absent.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The first day on which programmes ended; the beginning of the academic year of <c>to</c> when absent.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included; today when absent. At most three years in all.</summary>
    public DateOnly? To { get; init; }

    /// <summary>One kind of support; all when absent.</summary>
    public SupportProgrammeKind? Kind { get; init; }

    /// <summary>Of which pupils; all when absent.</summary>
    public ImpactGroup? Group { get; init; }
}

internal sealed class GetProgrammeImpactReportValidator : AbstractValidator<GetProgrammeImpactReportQuery>
{
    public GetProgrammeImpactReportValidator(TimeProvider clock) => this.HasPeriodOf(GetProgrammeImpactReportQuery.MaxDays, clock);
}

/// <summary>Asks a fixed number of questions, however many programmes and schools there are.</summary>
internal sealed class GetProgrammeImpactReportHandler(ReportedSchools schools, ImpactReading reading, ImpactDelivery delivery, InstrumentCatalogue instruments, TimeProvider clock)
    : IQueryHandler<GetProgrammeImpactReportQuery, ProgrammeImpactReportDto>
{
    public async Task<Result<ProgrammeImpactReportDto>> Handle(GetProgrammeImpactReportQuery request, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var (from, to) = request.Period(today);
        var reached = await schools.OfAsync(request.SchoolId, cancellationToken);
        if (!reached.IsSuccess)
        {
            return reached.Error;
        }

        var told = reached.Value;
        var lines = (await reading.OfAsync(told, request.Kind, from, to, cancellationToken)).ToLookup(l => l.SchoolId);
        var given = await delivery.OfAsync(reading.Ended(told, request.Kind, from, to), cancellationToken);
        var known = (await instruments.AllAsync(cancellationToken)).ToDictionary(i => (i.Code, i.NormVersion));
        return new ProgrammeImpactReportDto
        {
            AsOf = today,
            From = from,
            To = to,
            Group = request.Group,
            Schools = [.. told.Select(s => new SchoolImpactDto
            {
                SchoolId = s.Id.Value,
                Name = s.Name,
                Lines =
                [
                    .. from line in lines[s.Id]
                       from row in line.Rows
                       let sessions = request.Group is null ? given(s.Id, line.Kind, row) : null
                       select ImpactLineDto.Of(line.Kind, row, Of(row, request.Group), sessions, m => known[(m.Instrument, m.NormVersion)]),
                ],
            })],
            NotRecorded = Enum.GetValues<UnrecordedFigure>(),
        };
    }

    private static ImpactFigures? Of(ImpactRow row, ImpactGroup? group) => group is { } one ? row.Groups.GetValueOrDefault(one) : row.All;
}
