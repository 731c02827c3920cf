using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Queries;

/// <summary>Two assessments of one pupil, scale by scale.</summary>
[Requires(Permissions.AssessmentsRead), Audited("assessment.compare")]
public sealed record CompareAssessmentsQuery : IQuery<AssessmentComparisonDto>, IAuditSubject
{
    /// <summary>The earlier or later one.</summary>
    public required Guid With { get; init; }

    [JsonIgnore]
    public Guid Id { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => (AssessmentRules.Kind, Id);
}

internal sealed class CompareAssessmentsHandler(AssessmentAccess access, InstrumentCatalogue instruments) : IQueryHandler<CompareAssessmentsQuery, AssessmentComparisonDto>
{
    public async Task<Result<AssessmentComparisonDto>> Handle(CompareAssessmentsQuery request, CancellationToken cancellationToken)
    {
        AssessmentId[] ids = [new(request.Id), new(request.With)];
        var found = await access.Readable().AsNoTracking().Include(a => a.Scores).Where(a => ids.Contains(a.Id))
            .OrderBy(a => a.AssessedOn).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        if (found.All(a => a.Id != ids[0]))
        {
            return CommonErrors.NotFound;
        }

        if (found is not [var before, var after])
        {
            return CommonErrors.UnknownReference;
        }

        if (before.PupilId != after.PupilId)
        {
            return AssessmentErrors.DifferentPupils;
        }

        if ((before.Instrument, before.NormVersion, before.Respondent) != (after.Instrument, after.NormVersion, after.Respondent))
        {
            return AssessmentErrors.NormVersionsDiffer;
        }

        var instrument = (await instruments.FindAsync(before.Instrument, before.NormVersion, cancellationToken))!;
        var (first, last) = (TrajectoryReading.Point(before), TrajectoryReading.Point(after));
        return new AssessmentComparisonDto(first, last, TrajectoryReading.Changes(instrument, first, last));
    }
}
