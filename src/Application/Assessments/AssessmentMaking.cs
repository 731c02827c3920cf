using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Assessments;

/// <summary>Makes of what a client sends what an assessment is told, and asks what it has to agree with.</summary>
internal sealed class AssessmentMaking(IAppDbContext db, SupportProgrammeAccess programmes, Caseload caseload, IPolicies policies)
{
    /// <param name="self">The assessment itself, when it is revised.</param>
    public async Task<Result<AssessmentContent>> ContentAsync(
        AssessmentEdit edit, Instrument instrument, SchoolId school, PupilId pupil, AssessmentRespondent respondent, AssessmentId? self, CancellationToken ct)
    {
        var sheet = ScoreSheet.Of(instrument, edit.Scores.Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value.Entry), edit.Total);
        var programme = edit.ProgrammeId is { } id ? new SupportProgrammeId(id) : (SupportProgrammeId?)null;
        if ((sheet.Error ?? await ProgrammeRefusalAsync(programme, pupil, ct)
            ?? await SeriesRefusalAsync(edit, instrument, pupil, respondent, programme, self, ct)) is { } refused)
        {
            return refused;
        }

        var policy = await policies.OnAsync<AssessmentPolicy>(school, edit.AssessedOn, ct);
        return new AssessmentContent
        {
            AssessedOn = edit.AssessedOn,
            Purpose = edit.Purpose,
            ProgrammeId = programme,
            Scores = sheet.Value,
            ScaleReached = edit.ScaleReached,
            Note = edit.Note,
            ReviewDueOn = edit.ReviewDueOn ?? policy.NextDue(instrument, edit.AssessedOn),
        };
    }

    /// <summary>Of the pupil's programmes, those that the caller may read or runs.</summary>
    private async Task<Error?> ProgrammeRefusalAsync(SupportProgrammeId? programme, PupilId pupil, CancellationToken ct)
    {
        if (programme is not { } id)
        {
            return null;
        }

        var own = caseload.Programmes(Common.Access.Permissions.AssessmentsWrite);
        var known = await programmes.Readable().AnyAsync(p => p.Id == id && p.Pupils.Any(m => m.PupilId == pupil), ct)
            || await own.AnyAsync(p => p.Id == id && p.Pupils.Any(m => m.PupilId == pupil), ct);
        return known ? null : CommonErrors.UnknownReference.At("/programmeId");
    }

    /// <summary>One baseline, then one end, in one programme; the database has the last word where two write at once.</summary>
    private async Task<Error?> SeriesRefusalAsync(
        AssessmentEdit edit, Instrument instrument, PupilId pupil, AssessmentRespondent respondent, SupportProgrammeId? programme, AssessmentId? self, CancellationToken ct)
    {
        var others = await db.Set<Assessment>().AsNoTracking()
            .Where(a => a.PupilId == pupil && a.Instrument == instrument.Code && a.NormVersion == instrument.NormVersion && a.ProgrammeId == programme
                && a.Status != AssessmentStatus.Voided && a.Id != (self ?? default))
            .Select(a => new { a.Purpose, a.AssessedOn, a.Respondent })
            .ToListAsync(ct);
        if (programme is not null)
        {
            if (others.Any(o => o.Respondent != respondent))
            {
                return AssessmentErrors.RespondentDiffers.At("/respondent");
            }

            if (edit.Purpose != AssessmentPurpose.Review && others.Any(o => o.Purpose == edit.Purpose))
            {
                return AssessmentErrors.PurposeTaken.At("/purpose");
            }

            if (edit.Purpose == AssessmentPurpose.Baseline && others.Any(o => o.Purpose == AssessmentPurpose.End && o.AssessedOn <= edit.AssessedOn))
            {
                return AssessmentErrors.EndBeforeBaseline.At("/assessedOn");
            }
        }

        return edit.Purpose == AssessmentPurpose.End
            ? AssessmentRules.OrderOf([.. others.Where(o => o.Purpose == AssessmentPurpose.Baseline && o.Respondent == respondent).Select(o => o.AssessedOn)], edit.AssessedOn)
            : null;
    }
}
