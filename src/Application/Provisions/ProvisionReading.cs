using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Provisions;

/// <summary>
/// Reads what support runs at a school on a day, from plans and programmes together: of the pupils whose plans the caller may read by the
/// wider permission, and of these the plans and programmes that the caller reads. It asks a fixed number of questions.
/// </summary>
internal sealed class ProvisionReading(
    IAppDbContext db, PlanAccess plans, SupportProgrammeAccess programmes, PupilScope scope, IPolicies policies, SchoolCalendars calendars, ICaller caller, TimeProvider clock)
{
    public async Task<Result<ProvisionSheet>> ReadAsync(IProvisionFilter asked, CancellationToken ct)
    {
        var school = new SchoolId(asked.SchoolId);
        if (!caller.ReachOf(Permissions.SupportReportsRead).Includes(school) || !await db.Set<School>().AnyAsync(s => s.Id == school, ct))
        {
            return CommonErrors.NotFound;
        }

        var on = asked.On ?? Today;
        var reached = Pupils(asked, school, on);
        var planned = await PlannedAsync(reached, school, on, ct);
        var running = await RunningAsync(reached, school, on, ct);
        var pupils = await PupilsAsync([.. planned.Select(p => p.PupilId), .. running.Select(p => p.PupilId)], school, on, ct);
        var prices = await policies.OnAsync<SupportProgrammePolicy>(school, on, ct);
        var pricing = new ProvisionPricing(prices, await RolesAsync([.. running.Select(r => r.PractitionerId).OfType<StaffId>()], school, on, ct), on,
            await calendars.AroundAsync(school, on, ct));
        var lines = ProvisionLines.Of(planned, running, pupils, pricing)
            .Where(l => (asked.NeedArea is null || l.Line.NeedArea == asked.NeedArea) && (asked.Kind is null || l.Line.Kind == asked.Kind));
        return new ProvisionSheet(on, pupils, lines.ToLookup(l => l.Pupil, l => l.Line));
    }

    private DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    private IQueryable<Pupil> Pupils(IProvisionFilter asked, SchoolId school, DateOnly on)
    {
        var pupils = scope.For(Permissions.PlansReadAll)
            .Where(p => p.Enrolments.Any(e => e.SchoolId == school && e.AdmittedOn <= on && (e.LeftOn == null || e.LeftOn >= on)));
        if (asked.ClassId is { } id)
        {
            var group = new TeachingClassId(id);
            pupils = pupils.Where(p => p.Classes.Any(m => m.ClassId == group && m.StartsOn <= on && (m.EndsOn == null || m.EndsOn >= on)));
        }

        if (asked.YearGroup is { } year)
        {
            pupils = pupils.Where(PupilScope.InYears((int)year, (int)year, AcademicYear.Containing(on)));
        }

        return asked.SenProvision is { } sen ? pupils.Where(p => p.SenProvision == sen) : pupils;
    }

    /// <summary>Of plans in force by the end of the day, the last version that was approved and had begun by then; none of a plan that was suspended at its end.</summary>
    private async Task<List<PlannedSupport>> PlannedAsync(IQueryable<Pupil> reached, SchoolId school, DateOnly on, CancellationToken ct)
    {
        var before = LondonTime.StartOf(on.AddDays(1));
        var rows = await plans.Readable().AsNoTracking()
            .Where(p => p.SchoolId == school && p.ActivatedAt < before && (p.EndedAt == null || p.EndedAt >= before))
            .Where(p => (p.SuspendedAt == null || p.SuspendedAt >= before) && !p.Suspensions.Any(s => s.SuspendedAt < before && s.EndedAt >= before))
            .Where(p => reached.Any(x => x.Id == p.PupilId))
            .Select(p => new
            {
                p.Id,
                p.PupilId,
                p.Type,
                Running = p.Versions.Where(v => v.State == PlanVersionState.Frozen && v.FrozenAt < before && v.StartsOn <= on)
                    .OrderByDescending(v => v.Number).Select(v => v.Running).FirstOrDefault(),
            })
            .Where(p => p.Running != null)
            .OrderBy(p => p.Id)
            .ToListAsync(ct);
        return [.. rows.Select(r => new PlannedSupport(r.Id, r.PupilId, r.Type, PlanJson.Running(r.Running!))).Where(p => p.What.RunsOn(on))];
    }

    private Task<List<RunningSupport>> RunningAsync(IQueryable<Pupil> reached, SchoolId school, DateOnly on, CancellationToken ct)
    {
        var (all, isPast) = (scope.For(Permissions.SupportProgrammesReadAll), on <= Today);
        return programmes.Readable().AsNoTracking()
            .Where(p => p.SchoolId == school && p.StartedOn <= on && (p.EndedOn == null || p.EndedOn > on) && (p.PausedOn == null || p.PausedOn > on))
            .Where(p => isPast || p.PlannedEndOn == null || p.PlannedEndOn >= on)
            .SelectMany(p => p.Pupils, (p, m) => new { p, m })
            .Where(r => r.m.JoinedOn <= on && (r.m.LeftOn == null || r.m.LeftOn > on))
            .Where(r => reached.Any(x => x.Id == r.m.PupilId) && all.Any(x => x.Id == r.m.PupilId))
            .OrderBy(r => r.p.StartedOn).ThenBy(r => r.p.Id)
            .Select(r => new RunningSupport(
                r.p.Id, r.m.PupilId, r.p.Kind, r.p.GroupName, r.p.MinutesPerWeek, r.p.StartedOn!.Value, r.p.PlannedEndOn, r.p.PractitionerId,
                db.Set<SupportProgrammePupil>().Count(o => o.SupportProgrammeId == r.p.Id && o.JoinedOn <= on && (o.LeftOn == null || o.LeftOn > on))))
            .ToListAsync(ct);
    }

    private async Task<IReadOnlyDictionary<PupilId, ProvisionPupil>> PupilsAsync(PupilId[] all, SchoolId school, DateOnly on, CancellationToken ct)
    {
        PupilId[] ids = [.. all.Distinct()];
        var year = AcademicYear.Containing(on);
        var rows = await db.Set<Pupil>().AsNoTracking().Where(p => ids.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.ReceptionYear,
                p.DateOfBirth,
                p.SenNeeds,
                Group = p.Classes
                    .Where(m => m.Class.Kind == TeachingClassKind.Registration && m.Class.SchoolId == school && m.StartsOn <= on && (m.EndsOn == null || m.EndsOn >= on))
                    .OrderBy(m => m.Class.Name).Select(m => new { m.ClassId, m.Class.Name }).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return rows.ToDictionary(p => p.Id, p => new ProvisionPupil(
            p.Id, YearGroups.In(year, p.ReceptionYear, p.DateOfBirth), p.Group?.ClassId.Value, p.Group?.Name, NeedAreas.Of(p.SenNeeds.Count > 0 ? p.SenNeeds[0] : null)));
    }

    private async Task<ILookup<StaffId, Role>> RolesAsync(StaffId[] practitioners, SchoolId school, DateOnly on, CancellationToken ct)
    {
        StaffId?[] ids = [.. practitioners.Distinct().Select(s => (StaffId?)s)];
        Role[] priced = [.. Delivery.Priced];
        var rows = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => ids.Contains(g.StaffId) && priced.Contains(g.Role) && (g.SchoolId == null || g.SchoolId == school) && g.StartsOn <= on && (g.EndsOn == null || g.EndsOn >= on))
            .Select(g => new { Staff = g.StaffId!.Value, g.Role })
            .ToListAsync(ct);
        return rows.ToLookup(r => r.Staff, r => r.Role);
    }
}

/// <summary>What a plan lets run for its pupil.</summary>
internal sealed record PlannedSupport(PlanId Id, PupilId PupilId, PlanType Type, PlanRunning What);

/// <summary>A pupil's place in a programme that runs.</summary>
/// <param name="Sharing">How many pupils have it on the day.</param>
internal sealed record RunningSupport(
    SupportProgrammeId Id, PupilId PupilId, SupportProgrammeKind Kind, string? GroupName, int MinutesPerWeek, DateOnly StartedOn, DateOnly? PlannedEndOn,
    StaffId? PractitionerId, int Sharing);
