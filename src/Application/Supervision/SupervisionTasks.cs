using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Supervision;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Supervision;

/// <summary>Whoever gives ELSA without supervision is asked to have it; the record of it settles that. The task hangs on one of the person's programmes.</summary>
internal sealed class SupervisionTasks(IAppDbContext db, ITasks tasks, ElsaSupervision elsa)
{
    /// <summary>A school week to arrange it.</summary>
    private const int SchoolDays = 5;

    public Task<WorkTask?> OpenAsync(SupportProgrammeId programme, ElsaWork work, CancellationToken ct) => tasks.OpenAsync(
        new CausedTask
        {
            Kind = WorkTaskKind.SupervisionDue,
            SchoolId = work.School,
            Source = Source(programme),
            Label = SensitivityLabel.Standard,
            OwnerId = work.Practitioner,
            Team = Role.Senco,
            From = work.On,
            SchoolDays = SchoolDays,
        },
        ct);

    /// <summary>Ends the tasks of those who have had it, unless it lies too far back to count.</summary>
    public async Task SettleAsync(SupervisionRecord record, CancellationToken ct)
    {
        if (record.Kind != SupervisionKind.Elsa)
        {
            return;
        }

        foreach (var task in (await AskedAsync(db, record.Supervisees.Select(s => s.StaffId), ct)).Where(a => a.EndedAt is null))
        {
            if (await elsa.CoversAsync(record.HeldOn, task.School, ct))
            {
                await tasks.EndAsync(Source(task.Programme), TaskStanding.Settled, WorkTaskKind.SupervisionDue, ct);
            }
        }
    }

    /// <summary>What these people were asked and what did not end by itself; one query.</summary>
    public static async Task<IReadOnlyList<AskedSupervision>> AskedAsync(IAppDbContext db, IEnumerable<StaffId> people, CancellationToken ct)
    {
        StaffId?[] practitioners = [.. people];
        var given = db.Set<SupportProgramme>().Where(p => practitioners.Contains(p.PractitionerId));
        var rows = await db.Set<WorkTask>().AsNoTracking()
            .Where(t => t.Kind == WorkTaskKind.SupervisionDue && t.SourceKind == SupportProgrammeRules.Kind && !t.EndedBySource)
            .SelectMany(t => given.Where(p => (Guid)(object)p.Id == t.SourceId), (t, p) => new { p.Id, p.SchoolId, p.PractitionerId, t.DueFrom, t.EndedAt })
            .ToListAsync(ct);
        return rows.ConvertAll(r => new AskedSupervision(r.Id, r.SchoolId, r.PractitionerId!.Value, r.DueFrom, r.EndedAt));
    }

    private static TaskSourceLink Source(SupportProgrammeId programme) => new(SupportProgrammeRules.Kind, programme.Value);
}

/// <param name="On">The day on which it was asked.</param>
internal sealed record AskedSupervision(SupportProgrammeId Programme, SchoolId School, StaffId Practitioner, DateOnly On, DateTimeOffset? EndedAt);

/// <summary>Asks everybody who gives an ELSA programme without supervision, once in half a term.</summary>
internal sealed class SupervisionSweep(IAppDbContext db, ElsaSupervision elsa, SupervisionTasks tasks) : ITaskSweep
{
    /// <summary>How many people at once.</summary>
    private const int Batch = 100;

    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var opened = 0;
        foreach (var people in (await Running.Select(p => p.PractitionerId).Distinct().ToListAsync(ct)).Chunk(Batch))
        {
            opened += opened < most ? await OpenAsync(people, most - opened, ct) : 0;
        }

        return opened;
    }

    private IQueryable<SupportProgramme> Running => db.Set<SupportProgramme>().AsNoTracking()
        .Where(p => p.Kind == SupportProgrammeKind.Elsa && p.Status == SupportProgrammeStatus.Active && p.PractitionerId != null);

    private async Task<int> OpenAsync(StaffId?[] people, int most, CancellationToken ct)
    {
        var (today, opened) = (elsa.Today, 0);
        var programmes = await Running.Where(p => people.Contains(p.PractitionerId))
            .OrderBy(p => p.StartedOn).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.SchoolId, p.PractitionerId })
            .ToListAsync(ct);
        var given = programmes.ConvertAll(p => (p.Id, Work: new ElsaWork(p.PractitionerId!.Value, p.SchoolId, today)));
        var overdue = await elsa.OverdueAsync(given.Select(g => g.Work), ct);
        var due = given.Where(g => overdue.Contains(g.Work)).DistinctBy(g => g.Work.Practitioner).ToList();
        var asked = (await SupervisionTasks.AskedAsync(db, due.Select(g => g.Work.Practitioner), ct)).ToLookup(a => a.Practitioner);
        foreach (var one in due)
        {
            if (opened < most && !await WasAskedAsync(asked[one.Work.Practitioner], ct) && await tasks.OpenAsync(one.Id, one.Work, ct) is not null)
            {
                opened++;
            }
        }

        return opened;
    }

    /// <summary>A task is open, or somebody cancelled one within half a term.</summary>
    private async Task<bool> WasAskedAsync(IEnumerable<AskedSupervision> asked, CancellationToken ct)
    {
        foreach (var one in asked)
        {
            if (one.EndedAt is null || await elsa.CoversAsync(one.On, one.School, ct))
            {
                return true;
            }
        }

        return false;
    }
}
