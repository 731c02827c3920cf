using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Assessments;

/// <summary>Who is asked to moderate an assessment, and who to make the next one.</summary>
internal sealed class AssessmentTasks(IAppDbContext db, ITasks tasks, IPolicies policies, TimeProvider clock)
{
    /// <summary>A colleague looks at it; the author of the one before has nothing left to do.</summary>
    public async Task SubmittedAsync(Assessment assessment, Instrument instrument, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var policy = await policies.OnAsync<AssessmentPolicy>(assessment.SchoolId, today, ct);
        await tasks.OpenAsync(Of(assessment, WorkTaskKind.ModerateAssessment, Team(instrument.Family), today, policy.ModerationSchoolDays), ct);
        var earlier = await db.Set<Assessment>()
            .Where(a => a.PupilId == assessment.PupilId && a.Instrument == assessment.Instrument && a.NormVersion == assessment.NormVersion
                && a.Respondent == assessment.Respondent && a.Id != assessment.Id && a.AssessedOn <= assessment.AssessedOn)
            .Where(a => db.Set<WorkTask>().Any(t => t.SourceKind == AssessmentRules.Kind && t.SourceId == (Guid)(object)a.Id && t.Kind == WorkTaskKind.ReassessPupil && t.EndedAt == null))
            .ToListAsync(ct);
        foreach (var before in earlier)
        {
            await tasks.EndAsync(TaskSourceLink.To(before), TaskStanding.Settled, WorkTaskKind.ReassessPupil, ct);
        }
    }

    /// <summary>Whoever made this one is asked for the next, due on its day.</summary>
    public Task<WorkTask?> OpenNextAsync(Assessment assessment, Role team, CancellationToken ct) =>
        tasks.OpenAsync(Of(assessment, WorkTaskKind.ReassessPupil, team, assessment.ReviewDueOn!.Value, 0) with { OwnerId = assessment.AssessedById }, ct);

    public static Role Team(InstrumentFamily family) =>
        family is InstrumentFamily.ThriveClass or InstrumentFamily.ThriveIndividual or InstrumentFamily.ThriveHome ? Role.ThriveLead : Role.PastoralLead;

    private static CausedTask Of(Assessment assessment, WorkTaskKind kind, Role team, DateOnly from, int schoolDays) => new()
    {
        Kind = kind,
        SchoolId = assessment.SchoolId,
        Source = TaskSourceLink.To(assessment),
        PupilId = assessment.PupilId,
        Label = SensitivityLabel.Pastoral,
        Team = team,
        From = from,
        SchoolDays = schoolDays,
    };
}

/// <summary>The latest assessment of its kind whose successor is due soon asks for it, once.</summary>
internal sealed class AssessmentSweep(IAppDbContext db, AssessmentTasks tasks, InstrumentCatalogue instruments, IPolicies policies, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var (today, table, opened) = (LondonTime.DateOf(clock.GetUtcNow()), await policies.AllAsync<AssessmentPolicy>(ct), 0);
        var schools = await db.Set<School>().AsNoTracking().Select(s => s.Id).ToListAsync(ct);
        foreach (var group in schools.GroupBy(s => table.On(s, today).DueDays))
        {
            SchoolId[] at = [.. group];
            var (until, all) = (today.AddDays(group.Key), db.Set<Assessment>());
            var due = await all
                .Where(a => at.Contains(a.SchoolId) && a.ReviewDueOn <= until && a.Status != AssessmentStatus.Draft && a.Status != AssessmentStatus.Voided)
                .Where(AssessmentAnswers.Latest(all))
                .Where(a => !db.Set<WorkTask>().Any(t => t.SourceKind == AssessmentRules.Kind && t.SourceId == (Guid)(object)a.Id && t.Kind == WorkTaskKind.ReassessPupil))
                .OrderBy(a => a.ReviewDueOn).ThenBy(a => a.Id)
                .Take(most - opened)
                .ToListAsync(ct);
            foreach (var assessment in due)
            {
                var family = (await instruments.FindAsync(assessment.Instrument, assessment.NormVersion, ct))?.Family ?? InstrumentFamily.Custom;
                await tasks.OpenNextAsync(assessment, AssessmentTasks.Team(family), ct);
            }

            opened += due.Count;
        }

        return opened;
    }
}
