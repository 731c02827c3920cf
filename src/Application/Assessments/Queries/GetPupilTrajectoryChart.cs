using System.Text.Json.Serialization;
using FluentValidation;
using PupilSupport.Application.Charts;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Queries;

/// <summary>The same as a picture of one series: the one with the latest assessment of those asked for.</summary>
[Requires(Permissions.AssessmentsRead), Audited("assessment.trajectory-chart")]
public sealed record GetPupilTrajectoryChartQuery : IQuery<string>, IAuditSubject
{
    /// <summary>The code of an instrument.</summary>
    [Text(Domain.Assessments.Instrument.CodeMax, Min = 1)]
    public required string Instrument { get; init; }

    /// <summary>The latest used when absent.</summary>
    [Text(Domain.Assessments.Instrument.NormVersionMax, Min = 1)]
    public string? NormVersion { get; init; }

    public AssessmentRespondent? Respondent { get; init; }

    /// <summary>Scales to draw, at most six; the total when absent, or the first scales where there is none.</summary>
    [Items(ChartStyle.MaxSeries, Text = InstrumentScale.CodeMax)]
    public IReadOnlyList<string> Scale { get; init; } = [];

    [JsonIgnore]
    public Guid PupilId { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("pupil", PupilId);
}

internal sealed class GetPupilTrajectoryChartValidator : AbstractValidator<GetPupilTrajectoryChartQuery>
{
    public GetPupilTrajectoryChartValidator() => RuleFor(q => q.Scale).MaxItems(ChartStyle.MaxSeries);
}

internal sealed class GetPupilTrajectoryChartHandler(TrajectoryReading reading, TrajectoryPupils pupils, InstrumentCatalogue instruments)
    : IQueryHandler<GetPupilTrajectoryChartQuery, string>
{
    public async Task<Result<string>> Handle(GetPupilTrajectoryChartQuery request, CancellationToken cancellationToken)
    {
        if (!await pupils.IsReachedAsync(request.PupilId, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var read = await reading.ReadAsync(new TrajectoryAsked(new(request.PupilId), request.Instrument, request.NormVersion, request.Respondent), cancellationToken);
        if (read.Series is not [var series, ..])
        {
            return CommonErrors.NotFound;
        }

        var instrument = (await instruments.FindAsync(series.Instrument, series.NormVersion, cancellationToken))!;
        return request.Scale.Any(code => instrument.Scale(code) is null)
            ? AssessmentErrors.UnknownScale
            : TrajectoryChart.Draw(instrument, series, [.. request.Scale.Distinct()]);
    }
}
