using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SessionSeries.Commands;

/// <summary>Plans series of several programmes, all or none; a preview changes nothing.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session_series.plan")]
public sealed record PlanSupportSessionSeriesCommand : ICommand<PlannedSeriesListDto>
{
    public const int MaxSeries = 60;

    /// <summary>True to learn what would come of it.</summary>
    public bool Preview { get; init; }

    /// <summary>What becomes of sessions that would stand in another's way; <c>refuse</c> when absent.</summary>
    public SeriesClashChoice OnClash { get; init; }

    [Items(MaxSeries, Min = 1)]
    public required IReadOnlyList<ProgrammeSeriesEdit> Series { get; init; }
}

internal sealed class PlanSupportSessionSeriesHandler(SeriesMaking making) : ICommandHandler<PlanSupportSessionSeriesCommand, PlannedSeriesListDto>
{
    public async Task<Result<PlannedSeriesListDto>> Handle(PlanSupportSessionSeriesCommand request, CancellationToken cancellationToken)
    {
        var items = request.Series.Select((s, i) => new SeriesItem(i, $"/series/{i}", new(s.ProgrammeId), s)).ToList();
        var made = await making.MakeAsync(items, request.Preview, request.OnClash, cancellationToken);
        return made.IsSuccess ? new PlannedSeriesListDto { Series = made.Value } : made.Error;
    }
}
