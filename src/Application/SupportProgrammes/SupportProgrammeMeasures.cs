using System.Linq.Expressions;
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
    /// <summary>The end measures that a request names, which the caller reads and which fit the programme; keeps the ones before.</summary>
    /// <param name="named">Each with its pointer into the request.</param>
    public async Task<Result<IReadOnlyList<PupilMeasure>>> EndAsync(SupportProgramme programme, IReadOnlyList<(Guid Id, string Pointer)> named, CancellationToken ct)
    {
        AssessmentId[] ids = [.. named.Select(n => new AssessmentId(n.Id))];
        var found = ids.Length == 0 ? [] : await access.Readable().AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        var before = await BeforeAsync(found, ct);
        var (ends, starts) = (new List<PupilMeasure>(), new List<PupilMeasure>());
        foreach (var (id, pointer) in named)
        {
            var end = found.Find(a => a.Id.Value == id);
            if ((Refusal(programme, end) ?? Incomparable(programme, end!, before) ?? Twice(ends, end!)) is { } refused)
            {
                return refused.At(pointer);
            }

            ends.Add(new PupilMeasure(end!.PupilId, id));
            if (StartOf(programme, end, before) is { } start)
            {
                starts.Add(new PupilMeasure(start.PupilId, start.Id.Value));
            }
        }

        programme.MeasureAtStart(starts);
        return ends;
    }

    /// <summary>What stands of the same pupils.</summary>
    private async Task<List<Assessment>> BeforeAsync(List<Assessment> ends, CancellationToken ct)
    {
        PupilId[] pupils = [.. ends.Select(e => e.PupilId)];
        return pupils.Length == 0 ? [] : await access.Readable().AsNoTracking().Where(a => pupils.Contains(a.PupilId)).Where(IsFinal).ToListAsync(ct);
    }

    /// <summary>Old enough for the questionnaires' six months, and no later than the first weeks: what lies further away tells of another time.</summary>
    private static bool IsAtEntry(SupportProgramme programme, Assessment assessment) =>
        assessment.AssessedOn.DayNumber - programme.StartedOn!.Value.DayNumber is >= -183 and <= 28;

    /// <summary>The one before by the same norms and kind of respondent: the programme's own baseline, else the one nearest to its start.</summary>
    private static Assessment? StartOf(SupportProgramme programme, Assessment end, List<Assessment> before) =>
        before.Where(a => a.AssessedOn < end.AssessedOn && Compares(a, end) && (IsBaseline(programme, a) || IsAtEntry(programme, a)))
            .OrderByDescending(a => IsBaseline(programme, a))
            .ThenBy(a => Math.Abs(a.AssessedOn.DayNumber - programme.StartedOn!.Value.DayNumber))
            .FirstOrDefault();

    private static Error? Refusal(SupportProgramme programme, Assessment? assessment) => assessment switch
    {
        null => CommonErrors.UnknownReference,
        { Status: AssessmentStatus.Draft or AssessmentStatus.Voided } => SupportProgrammeErrors.EndMeasureNotSubmitted,
        _ when programme.StartedOn is null || assessment.AssessedOn < programme.StartedOn => SupportProgrammeErrors.EndMeasureTooEarly,
        _ when programme.ExitInstrument is { } exit && exit != assessment.Instrument => SupportProgrammeErrors.EndMeasureOtherInstrument,
        _ when programme.Pupils.All(p => p.PupilId != assessment.PupilId) => SupportProgrammeErrors.EndMeasureElsewhere,
        _ => null,
    };

    /// <summary>Where the programme has a baseline of the pupil, the end compares with it and lies after it.</summary>
    private static Error? Incomparable(SupportProgramme programme, Assessment end, List<Assessment> before)
    {
        var baselines = before.Where(a => a.PupilId == end.PupilId && IsBaseline(programme, a)).ToList();
        return baselines.Count == 0 ? null
            : baselines.Find(a => Compares(a, end)) is not { } baseline ? SupportProgrammeErrors.EndMeasureNotComparable
            : baseline.AssessedOn >= end.AssessedOn ? AssessmentErrors.EndBeforeBaseline
            : null;
    }

    private static Error? Twice(List<PupilMeasure> ends, Assessment end) => ends.Exists(e => e.PupilId == end.PupilId) ? SupportProgrammeErrors.EndMeasureTwice : null;

    private static bool IsBaseline(SupportProgramme programme, Assessment a) => a.ProgrammeId == programme.Id && a.Purpose == AssessmentPurpose.Baseline;

    private static bool Compares(Assessment one, Assessment other) =>
        (one.PupilId, one.Instrument, one.NormVersion, one.Respondent) == (other.PupilId, other.Instrument, other.NormVersion, other.Respondent);

    private static readonly Expression<Func<Assessment, bool>> IsFinal = a =>
        a.Status == AssessmentStatus.Submitted || a.Status == AssessmentStatus.Moderated || a.Status == AssessmentStatus.Locked;
}
