using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Me.Dtos;
using PupilSupport.Application.Supervision;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>The programmes of a caseload as the caller sees them.</summary>
internal sealed class CaseloadReading(
    IAppDbContext db, Caseload caseload, SupportProgrammeAccess access, SupportProgrammeAnswers answers, Delivery delivery, ElsaSupervision supervision, ICaller caller,
    AutoMapper.IConfigurationProvider maps, TimeProvider clock)
{
    /// <summary>What of the caller's own caseload is to start or to end by a day, or runs with no session to come.</summary>
    public async Task<DayList<CaseloadProgrammeDto>> DueAsync(DateOnly day, CancellationToken ct)
    {
        if (caller.StaffId is not { } me)
        {
            return DayList<CaseloadProgrammeDto>.Empty;
        }

        var now = clock.GetUtcNow();
        var due = caseload.Programmes(Permissions.SupportProgrammesRead)
            .Where(p => (p.Status == SupportProgrammeStatus.Waiting ? p.TargetStartOn <= day : p.PlannedEndOn <= day)
                || (p.Status == SupportProgrammeStatus.Active && !db.Set<SupportSession>().Any(s => s.ProgrammeId == p.Id
                    && (s.Status == SupportSessionStatus.InProgress || (s.Status == SupportSessionStatus.Scheduled && s.StartsAt > now)))));
        var found = await ReadAsync(due, MyDayDto.MaxRows + 1, ct);
        return DayList<CaseloadProgrammeDto>.Of(found, $"/v1/staff/{me.Value}/caseload");
    }

    /// <summary>Of what the caller is to be warned on a day: of programmes on the own caseload and of the sessions of that day.</summary>
    public async Task<IReadOnlyList<SupportWarning>> WarningsAsync(DateOnly day, IReadOnlyList<MySessionDto> sessions, CancellationToken ct)
    {
        if (caller.StaffId is not { } me)
        {
            return [];
        }

        var schools = await caseload.Programmes(Permissions.SupportProgrammesRead)
            .Where(p => p.Kind == SupportProgrammeKind.Elsa).Select(p => p.SchoolId).Distinct().ToListAsync(ct);
        var given = sessions.Where(s => s.Type == SupportSessionType.Elsa).Select(s => s.SchoolId);
        return await supervision.WarningsAsync([.. schools.Select(s => s.Value).Concat(given).Select(s => supervision.Work(me.Value, s, day))], ct);
    }

    /// <summary>All of a practitioner's: the caller's own, or what the caller reaches of a colleague's.</summary>
    public async Task<IReadOnlyList<CaseloadProgrammeDto>> OfAsync(StaffId practitioner, CancellationToken ct)
    {
        if (practitioner == caller.StaffId)
        {
            return await ReadAsync(caseload.Programmes(Permissions.SupportProgrammesRead), StaffCaseloadDto.MaxProgrammes, ct);
        }

        var reach = caller.ReachOf(Permissions.CaseloadsRead);
        var (anywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        var read = await ReadAsync(
            access.Readable().Where(p => p.PractitionerId == practitioner && (anywhere || schools.Contains(p.SchoolId))).Where(Caseload.OnCaseload),
            StaffCaseloadDto.MaxProgrammes, ct);
        var partly = read.Where(p => !access.SeesEveryPupil(new SchoolId(p.SchoolId), [])).ToDictionary(p => p.Id);
        var seen = await answers.ReachedAsync(partly.Values.SelectMany(p => p.PupilIds), ct);
        return [.. read.Select(p => partly.ContainsKey(p.Id) ? p with { PupilIds = [.. p.PupilIds.Where(seen.Contains)] } : p)];
    }

    private async Task<List<CaseloadProgrammeDto>> ReadAsync(IQueryable<SupportProgramme> programmes, int most, CancellationToken ct)
    {
        var read = await Ordered(programmes).Take(most).ProjectTo<CaseloadProgrammeDto>(maps).ToListAsync(ct);
        var outlook = await delivery.OutlookAsync(programmes, ct);
        return read.ConvertAll(p => outlook.GetValueOrDefault(new(p.Id)) is { } o ? p with { NextSessionAt = o.NextSessionAt, CatchUpOwed = o.CatchUpOwed } : p);
    }

    /// <summary>What is due first; what never is, last.</summary>
    private static IQueryable<SupportProgramme> Ordered(IQueryable<SupportProgramme> programmes) => programmes.AsNoTracking()
        .OrderBy(p => p.Status == SupportProgrammeStatus.Waiting ? p.TargetStartOn : p.PlannedEndOn).ThenBy(p => p.Id);
}
