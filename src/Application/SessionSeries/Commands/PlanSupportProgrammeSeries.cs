using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SessionSeries.Commands;

/// <summary>Plans the sessions of a programme; a preview changes nothing.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session_series.plan")]
public sealed record PlanSupportProgrammeSeriesCommand : SupportSessionSeriesEdit, ICommand<PlannedSeriesDto>
{
    [SetsRequiredMembers]
    public PlanSupportProgrammeSeriesCommand(Guid programmeId, SupportSessionSeriesEdit series, bool preview, SeriesClashChoice onClash) : base(series) =>
        (ProgrammeId, Preview, OnClash) = (programmeId, preview, onClash);

    public Guid ProgrammeId { get; }
    public bool Preview { get; }
    public SeriesClashChoice OnClash { get; }
}

internal sealed class PlanSupportProgrammeSeriesHandler(SeriesMaking making) : ICommandHandler<PlanSupportProgrammeSeriesCommand, PlannedSeriesDto>
{
    public async Task<Result<PlannedSeriesDto>> Handle(PlanSupportProgrammeSeriesCommand request, CancellationToken cancellationToken)
    {
        var made = await making.MakeAsync([new SeriesItem(0, "", new(request.ProgrammeId), request)], request.Preview, request.OnClash, cancellationToken);
        return made.IsSuccess ? made.Value[0] : made.Error;
    }
}
