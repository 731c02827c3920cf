using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training;

/// <summary>Whoever's training runs out is asked to renew it, once; the record of the renewal settles that.</summary>
internal sealed class TrainingTasks(IAppDbContext db, ITasks tasks)
{
    /// <summary>Due on the last day of the training.</summary>
    public Task<WorkTask?> OpenRenewalAsync(TrainingRecord record, CancellationToken ct) => tasks.OpenAsync(
        new CausedTask
        {
            Kind = WorkTaskKind.RenewTraining,
            SchoolId = record.SchoolId,
            Source = TaskSourceLink.To(record),
            Label = SensitivityLabel.Standard,
            OwnerId = record.StaffId,
            Team = Role.Headteacher,
            From = record.ExpiresOn!.Value,
            SchoolDays = 0,
        },
        ct);

    /// <summary>This record lasts longer than those before it of the same type, whose renewal it is.</summary>
    public async Task RenewedByAsync(TrainingRecord record, CancellationToken ct)
    {
        var earlier = await db.Set<TrainingRecord>()
            .Where(r => r.StaffId == record.StaffId && r.Type == record.Type && r.Id != record.Id && r.Status == TrainingStatus.Completed)
            .Where(r => r.ExpiresOn != null && (record.ExpiresOn == null || r.ExpiresOn < record.ExpiresOn))
            .ToListAsync(ct);
        foreach (var renewed in earlier)
        {
            await tasks.EndAsync(TaskSourceLink.To(renewed), TaskStanding.Settled, WorkTaskKind.RenewTraining, ct);
        }
    }
}

/// <summary>Training that nears its end and that nothing renews yet opens its task, once, for who still works at the school.</summary>
internal sealed class TrainingSweep(IAppDbContext db, TrainingTasks tasks, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var records = db.Set<TrainingRecord>();
        var ending = await records
            .Where(r => r.Status == TrainingStatus.Completed && r.ExpiringFrom <= today && r.ExpiresOn >= today)
            .Where(r => !records.Any(n =>
                n.StaffId == r.StaffId && n.Type == r.Type && n.Status == TrainingStatus.Completed && (n.ExpiresOn == null || n.ExpiresOn > r.ExpiresOn)))
            .Where(r => db.Set<StaffMember>().Any(s =>
                s.Id == r.StaffId && s.Assignments.Any(a => a.SchoolId == r.SchoolId && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today))))
            .Where(r => !db.Set<WorkTask>().Any(t => t.SourceKind == TrainingRules.TaskSourceKind && t.SourceId == (Guid)(object)r.Id && t.Kind == WorkTaskKind.RenewTraining))
            .OrderBy(r => r.ExpiresOn).ThenBy(r => r.Id)
            .Take(most)
            .ToListAsync(ct);
        foreach (var record in ending)
        {
            await tasks.OpenRenewalAsync(record, ct);
        }

        return ending.Count;
    }
}
