using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>Asks, once each, for the start of what has waited past its target and for the end of what has gone on past its planned one.</summary>
internal sealed class SupportProgrammeSweep(IAppDbContext db, ITasks tasks, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var late = await Without(WorkTaskKind.StartSupportProgramme)
            .Where(p => p.Status == SupportProgrammeStatus.Waiting && p.TargetStartOn < today)
            .OrderBy(p => p.TargetStartOn).Take(most).ToListAsync(ct);
        var past = await Without(WorkTaskKind.EndSupportProgramme)
            .Where(p => (p.Status == SupportProgrammeStatus.Active || p.Status == SupportProgrammeStatus.Paused) && p.PlannedEndOn < today)
            .OrderBy(p => p.PlannedEndOn).Take(most - late.Count).ToListAsync(ct);
        foreach (var programme in late)
        {
            await tasks.OpenAsync(Of(programme, WorkTaskKind.StartSupportProgramme, programme.TargetStartOn!.Value), ct);
        }

        foreach (var programme in past)
        {
            await tasks.OpenAsync(Of(programme, WorkTaskKind.EndSupportProgramme, programme.PlannedEndOn!.Value), ct);
        }

        return late.Count + past.Count;
    }

    /// <summary>Those that never had such a task; one that ended because the plan was changed does not count.</summary>
    private IQueryable<SupportProgramme> Without(WorkTaskKind kind) => db.Set<SupportProgramme>().Include(p => p.Pupils)
        .Where(p => !db.Set<WorkTask>().Any(t =>
            t.SourceKind == SupportProgrammeRules.Kind && t.SourceId == (Guid)(object)p.Id && t.Kind == kind && !t.EndedBySource));

    /// <summary>About the pupil when it is for one; of a group the programme tells.</summary>
    private static CausedTask Of(SupportProgramme programme, WorkTaskKind kind, DateOnly from) => new()
    {
        Kind = kind,
        SchoolId = programme.SchoolId,
        Source = TaskSourceLink.To(programme),
        PupilId = programme.Pupils is [var only] ? only.PupilId : null,
        Label = SensitivityLabel.Pastoral,
        OwnerId = programme.PractitionerId,
        Team = Role.PastoralLead,
        From = from,
        SchoolDays = 1,
        Priority = programme.Priority == SupportProgrammePriority.Urgent ? WorkTaskPriority.High : WorkTaskPriority.Normal,
    };
}
