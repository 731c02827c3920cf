using System.Text.Json.Serialization;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Queries;

/// <summary>A pupil's scores over time.</summary>
[Requires(Permissions.AssessmentsRead), Audited("assessment.trajectory")]
public sealed record GetPupilTrajectoryQuery : IQuery<TrajectoryDto>, IAuditSubject
{
    /// <summary>The code of an instrument; all when absent.</summary>
    [Text(Domain.Assessments.Instrument.CodeMax, Min = 1)]
    public string? Instrument { get; init; }

    [Text(Domain.Assessments.Instrument.NormVersionMax, Min = 1)]
    public string? NormVersion { get; init; }

    public AssessmentRespondent? Respondent { get; init; }

    [JsonIgnore]
    public Guid PupilId { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("pupil", PupilId);
}

internal sealed class GetPupilTrajectoryHandler(TrajectoryReading reading, TrajectoryPupils pupils) : IQueryHandler<GetPupilTrajectoryQuery, TrajectoryDto>
{
    public async Task<Result<TrajectoryDto>> Handle(GetPupilTrajectoryQuery request, CancellationToken cancellationToken) =>
        await pupils.IsReachedAsync(request.PupilId, cancellationToken)
            ? await reading.ReadAsync(new TrajectoryAsked(new(request.PupilId), request.Instrument, request.NormVersion, request.Respondent), cancellationToken)
            : CommonErrors.NotFound;
}
