using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Assessments;

/// <summary>What a pupil's trajectory is asked of.</summary>
/// <param name="Instrument">Null for all instruments.</param>
internal sealed record TrajectoryAsked(PupilId Pupil, string? Instrument, string? NormVersion, AssessmentRespondent? Respondent);

/// <summary>A pupil's assessments that count, in series that compare; two queries, however many there are.</summary>
internal sealed class TrajectoryReading(AssessmentAccess access, InstrumentCatalogue instruments)
{
    public async Task<TrajectoryDto> ReadAsync(TrajectoryAsked asked, CancellationToken ct)
    {
        var assessments = access.Readable().AsNoTracking().Where(a => a.PupilId == asked.Pupil && a.Status != AssessmentStatus.Draft && a.Status != AssessmentStatus.Voided);
        assessments = asked.Instrument is { } instrument ? assessments.Where(a => a.Instrument == instrument) : assessments;
        assessments = asked.NormVersion is { } version ? assessments.Where(a => a.NormVersion == version) : assessments;
        assessments = asked.Respondent is { } respondent ? assessments.Where(a => a.Respondent == respondent) : assessments;
        var rows = await assessments.Include(a => a.Scores).OrderByDescending(a => a.AssessedOn).ThenByDescending(a => a.Id)
            .Take(TrajectoryDto.MaxAssessments + 1).ToListAsync(ct);
        var known = await instruments.AllAsync(ct);
        var series = rows.Take(TrajectoryDto.MaxAssessments).GroupBy(a => (a.Instrument, a.NormVersion, a.Respondent))
            .Select(g => Series(known.Single(i => i.Code == g.Key.Instrument && i.NormVersion == g.Key.NormVersion), g.Key.Respondent, [.. g.Reverse()]));
        return new TrajectoryDto(asked.Pupil.Value, [.. series], rows.Count > TrajectoryDto.MaxAssessments);
    }

    public static TrajectoryPointDto Point(Assessment assessment) => new()
    {
        AssessmentId = assessment.Id.Value,
        AssessedOn = assessment.AssessedOn,
        Purpose = assessment.Purpose,
        Status = assessment.Status,
        Scores = assessment.Scores.OrderBy(s => s.Position).ToDictionary(s => s.Scale, s => s.Score),
        Total = assessment.Total,
        TotalBand = assessment.TotalBand,
    };

    public static IReadOnlyList<ScoreChangeDto> Changes(Instrument instrument, TrajectoryPointDto before, TrajectoryPointDto after) =>
        [.. ScoreChange.Between(instrument, Scores(before), Scores(after)).Select(ScoreChangeDto.Of)];

    private static TrajectorySeriesDto Series(Instrument instrument, AssessmentRespondent respondent, IReadOnlyList<Assessment> assessments)
    {
        TrajectoryPointDto[] points = [.. assessments.Select(Point)];
        return new TrajectorySeriesDto
        {
            Instrument = instrument.Code,
            NormVersion = instrument.NormVersion,
            Title = instrument.Title,
            Respondent = respondent,
            Points = points,
            Changes = points.Length > 1 ? Changes(instrument, points[0], points[^1]) : [],
        };
    }

    private static Dictionary<string, decimal?> Scores(TrajectoryPointDto point) =>
        point.Scores.Append(new(Instrument.TotalCode, point.Total)).ToDictionary(s => s.Key, s => s.Value);
}

/// <summary>Of whom the caller may see a trajectory: pupils within reach or on the caseload, and those whom the caller has assessed.</summary>
internal sealed class TrajectoryPupils(AssessmentAccess access, PupilScope pupils, Caseload caseload)
{
    public async Task<bool> IsReachedAsync(Guid id, CancellationToken ct)
    {
        var pupil = new PupilId(id);
        return await pupils.IncludesAsync(id, Permissions.AssessmentsReadAll, ct)
            || await caseload.IncludesAsync(pupil, Permissions.AssessmentsRead, ct)
            || await access.Readable().AnyAsync(a => a.PupilId == pupil, ct);
    }
}
