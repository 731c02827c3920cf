using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>The assessments that measure a programme: those named for its end, and the ones before that they compare with.</summary>
internal sealed class SupportProgrammeMeasures(AssessmentAccess access)
{
    /// <summary>The end measures that a request names, which the caller reads and which fit the programme.</summary>
    /// <param name="named">Each with its pointer into the request.</param>
    public async Task<Result<IReadOnlyList<PupilMeasure>>> EndAsync(SupportProgramme programme, IReadOnlyList<(Guid Id, string Pointer)> named, CancellationToken ct)
    {
        AssessmentId[] ids = [.. named.Select(n => new AssessmentId(n.Id))];
        var found = ids.Length == 0 ? [] : await access.Readable().AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        var measures = new List<PupilMeasure>();
        foreach (var (id, pointer) in named)
        {
            var assessment = found.Find(a => a.Id.Value == id);
            if (Refusal(programme, assessment) is { } refused)
            {
                return refused.At(pointer);
            }

            measures.Add(new PupilMeasure(assessment!.PupilId, id));
        }

        programme.MeasureAtStart(await StartAsync(programme, found, ct));
        return measures;
    }

    /// <summary>For each end measure the one before it by the same norm version and kind of respondent: the programme's own baseline, else the one nearest to its start.</summary>
    private async Task<IReadOnlyList<PupilMeasure>> StartAsync(SupportProgramme programme, List<Assessment> ends, CancellationToken ct)
    {
        PupilId[] pupils = [.. ends.Select(e => e.PupilId)];
        var before = pupils.Length == 0 ? [] : await access.Readable().AsNoTracking().Where(a => pupils.Contains(a.PupilId)).Where(IsFinal).ToListAsync(ct);
        return [.. from end in ends
                   let start = before
                       .Where(a => a.PupilId == end.PupilId && a.AssessedOn < end.AssessedOn)
                       .Where(a => (a.Instrument, a.NormVersion, a.Respondent) == (end.Instrument, end.NormVersion, end.Respondent))
                       .OrderByDescending(a => a.ProgrammeId == programme.Id && a.Purpose == AssessmentPurpose.Baseline)
                       .ThenBy(a => Math.Abs(a.AssessedOn.DayNumber - programme.StartedOn!.Value.DayNumber))
                       .FirstOrDefault()
                   where start is not null
                   select new PupilMeasure(end.PupilId, start.Id.Value)];
    }

    private static readonly System.Linq.Expressions.Expression<Func<Assessment, bool>> IsFinal = a =>
        a.Status == AssessmentStatus.Submitted || a.Status == AssessmentStatus.Moderated || a.Status == AssessmentStatus.Locked;

    private static Error? Refusal(SupportProgramme programme, Assessment? assessment) => assessment switch
    {
        null => CommonErrors.UnknownReference,
        { Status: AssessmentStatus.Draft or AssessmentStatus.Voided } => SupportProgrammeErrors.EndMeasureNotSubmitted,
        _ when programme.StartedOn is null || assessment.AssessedOn < programme.StartedOn => SupportProgrammeErrors.EndMeasureTooEarly,
        _ when programme.ExitInstrument is { } exit && exit != assessment.Instrument => SupportProgrammeErrors.EndMeasureOtherInstrument,
        _ when programme.Pupils.All(p => p.PupilId != assessment.PupilId) => SupportProgrammeErrors.EndMeasureElsewhere,
        _ => null,
    };
}
