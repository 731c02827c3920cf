using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Assessments;

/// <summary>Loads an assessment to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class AssessmentLoading(AssessmentAccess access, AssessmentAnswers answers)
{
    public async Task<Result<Assessment>> LoadAsync(Guid id, int version, AssessmentAction action, CancellationToken ct)
    {
        var assessmentId = new AssessmentId(id);
        var assessment = await access.Readable().Include(a => a.Scores.OrderBy(s => s.Position)).SingleOrDefaultAsync(a => a.Id == assessmentId, ct);
        return assessment switch
        {
            null => CommonErrors.NotFound,
            // The author is told by the domain why nobody moderates what is their own.
            _ when !access.MayTry(action, assessment) => CommonErrors.InsufficientScope,
            _ when assessment.Check(version).Error is { } stale => stale,
            _ => assessment,
        };
    }

    /// <summary>Loads, does the one thing, and answers with the whole assessment.</summary>
    public async Task<Result<AssessmentDto>> ChangeAsync(Guid id, int version, AssessmentAction action, Func<Assessment, Result> change, CancellationToken ct)
    {
        var assessment = await LoadAsync(id, version, action, ct);
        return !assessment.IsSuccess ? assessment.Error
            : change(assessment.Value) is { IsSuccess: false } refused ? refused.Error
            : await answers.OfAsync(assessment.Value, ct);
    }
}

/// <summary>Assessments with how they stand to today and what the caller may do next.</summary>
internal sealed class AssessmentAnswers(IAppDbContext db, IAnswers answers, AssessmentAccess access, IPolicies policies, TimeProvider clock)
{
    public async Task<AssessmentDto> OfAsync(Assessment assessment, CancellationToken ct) => (await OfReadAsync([answers.Map<AssessmentDto>(assessment)], ct))[0];

    public async Task<IReadOnlyList<AssessmentDto>> OfReadAsync(IReadOnlyList<AssessmentDto> assessments, CancellationToken ct)
    {
        var (today, table) = (LondonTime.DateOf(clock.GetUtcNow()), await policies.AllAsync<AssessmentPolicy>(ct));
        AssessmentId[] asked = [.. assessments.Where(a => a.ReviewDueOn is not null && AssessmentRules.Counts(a.Status)).Select(a => new AssessmentId(a.Id))];
        var latest = asked.Length == 0 ? [] : await db.Set<Assessment>().Where(a => asked.Contains(a.Id)).Where(Latest(db.Set<Assessment>())).Select(a => a.Id).ToHashSetAsync(ct);
        return [.. assessments.Select(a => a with
        {
            DueState = a.ReviewDueOn is not { } due || !latest.Contains(new(a.Id)) ? AssessmentDueState.None
                : due < today ? AssessmentDueState.Overdue
                : due.AddDays(-table.On(new(a.SchoolId), today).DueDays) <= today ? AssessmentDueState.Due
                : AssessmentDueState.Upcoming,
            AllowedActions = [.. AssessmentRules.States.AllowedIn(a.Status).Where(action => access.May(action, a.Status, new(a.AssessedById), new(a.SchoolId)))],
        })];
    }

    /// <summary>Those after which the pupil was not assessed again, by the same norms and the same kind of person.</summary>
    public static Expression<Func<Assessment, bool>> Latest(IQueryable<Assessment> all) => a => !all.Any(n =>
        n.PupilId == a.PupilId && n.Instrument == a.Instrument && n.NormVersion == a.NormVersion && n.Respondent == a.Respondent && n.Id != a.Id
        && n.Status != AssessmentStatus.Draft && n.Status != AssessmentStatus.Voided
        && (n.AssessedOn > a.AssessedOn || (n.AssessedOn == a.AssessedOn && n.RecordedAt > a.RecordedAt)));
}
