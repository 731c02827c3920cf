using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Me.Dtos;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Staff;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Application.Supervision;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportProgrammes.Queries;

/// <summary>Whom a practitioner supports. One's own needs no wider permission; a colleague's does.</summary>
[Requires(Permissions.MeRead), Audited("caseload.read")]
public sealed record GetStaffCaseloadQuery(Guid Id) : IQuery<StaffCaseloadDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("staff_member", Id);
}

/// <summary>Asks a fixed number of questions, however large the caseload is.</summary>
internal sealed class GetStaffCaseloadHandler(
    IAppDbContext db, CaseloadReading reading, SupportSessionAccess sessions, StaffScope staff, PupilScope pupils, IPolicies policies, ElsaSupervision supervision, ICaller caller,
    AutoMapper.IConfigurationProvider maps, TimeProvider clock)
    : IQueryHandler<GetStaffCaseloadQuery, StaffCaseloadDto>
{
    public async Task<Result<StaffCaseloadDto>> Handle(GetStaffCaseloadQuery request, CancellationToken cancellationToken)
    {
        var practitioner = new StaffId(request.Id);
        if (practitioner != caller.StaffId && !await staff.For(Permissions.CaseloadsRead).AnyAsync(m => m.Id == practitioner, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var today = LondonTime.DateOf(clock.GetUtcNow());
        var programmes = await reading.OfAsync(practitioner, cancellationToken);
        var given = await SessionsAsync(practitioner, today, cancellationToken);
        var names = await pupils.NamesAsync(programmes.SelectMany(p => p.PupilIds).Concat(given.Data.SelectMany(s => s.PupilIds)), cancellationToken);
        return new StaffCaseloadDto
        {
            PractitionerId = request.Id,
            AsOf = today,
            Schools = await CapacityAsync(practitioner, programmes, today, cancellationToken),
            Programmes = programmes,
            Sessions = given,
            Warnings = await supervision.WarningsAsync(
                [
                    .. programmes.Where(p => p.Kind == SupportProgrammeKind.Elsa).Select(p => p.SchoolId)
                        .Concat(given.Data.Where(s => s.Type == SupportSessionType.Elsa).Select(s => s.SchoolId))
                        .Select(school => supervision.Work(request.Id, school, today)),
                ],
                cancellationToken),
            Pupils = [.. names.Values.OrderBy(n => n.FamilyName, StringComparer.Ordinal).ThenBy(n => n.GivenName, StringComparer.Ordinal).ThenBy(n => n.Id)],
        };
    }

    private async Task<DayList<MySessionDto>> SessionsAsync(StaffId practitioner, DateOnly today, CancellationToken ct)
    {
        var (from, before) = LondonTime.SpanOf(today, today);
        var found = await sessions.Readable().AsNoTracking()
            .Where(s => s.Practitioners.Any(p => p.StaffId == practitioner) && s.StartsAt >= from && s.StartsAt < before)
            .Where(s => s.Status != SupportSessionStatus.Cancelled && s.Status != SupportSessionStatus.Voided)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Take(MyDayDto.MaxRows + 1)
            .ProjectTo<MySessionDto>(maps)
            .ToListAsync(ct);
        var partly = found.Where(s => !sessions.SeesEveryPart(new(s.SchoolId), [practitioner])).Select(s => s.Id).ToHashSet();
        var seen = await sessions.ReachedAsync(found.Where(s => partly.Contains(s.Id)).SelectMany(s => s.PupilIds), ct);
        return DayList<MySessionDto>.Of(
            found.ConvertAll(s => partly.Contains(s.Id) ? s with { PupilIds = [.. s.PupilIds.Where(seen.Contains)] } : s),
            $"/v1/support-sessions?practitionerId={practitioner.Value}&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}");
    }

    /// <summary>At the schools where the practitioner works today, and where any of the programmes is.</summary>
    private async Task<IReadOnlyList<SchoolCapacityDto>> CapacityAsync(StaffId practitioner, IReadOnlyList<CaseloadProgrammeDto> programmes, DateOnly today, CancellationToken ct)
    {
        SchoolId[] given = [.. programmes.Select(p => new SchoolId(p.SchoolId)).Distinct()];
        var (anywhere, reached) = (caller.Schools.WholeTrust, caller.Schools.Schools.ToArray());
        var schools = await db.Set<School>().AsNoTracking()
            .Where(s => given.Contains(s.Id) || ((anywhere || reached.Contains(s.Id)) && db.Set<StaffMember>().Any(m => m.Id == practitioner
                && m.Assignments.Any(a => a.SchoolId == s.Id && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)))))
            .OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Take(StaffCaseloadDto.MaxSchools)
            .Select(s => new { s.Id, s.Name })
            .ToListAsync(ct);
        var all = await policies.AllAsync<SupportProgrammePolicy>(ct);
        return [.. schools.Select(s => Capacity(s.Id, s.Name, [.. programmes.Where(p => p.SchoolId == s.Id.Value)], all.On(s.Id, today)))];
    }

    private static SchoolCapacityDto Capacity(SchoolId school, string name, CaseloadProgrammeDto[] programmes, SupportProgrammePolicy policy)
    {
        var active = Hours(programmes.Where(p => p.Status == SupportProgrammeStatus.Active));
        return new SchoolCapacityDto
        {
            SchoolId = school.Value,
            Name = name,
            CapacityHours = policy.CapacityHours,
            ActiveHours = active,
            WaitingHours = Hours(programmes.Where(p => p.Status != SupportProgrammeStatus.Active)),
            IsOverCapacity = active > policy.CapacityHours,
        };
    }

    private static decimal Hours(IEnumerable<CaseloadProgrammeDto> programmes) => Math.Round(programmes.Sum(p => p.MinutesPerWeek) / 60m, 2, MidpointRounding.AwayFromZero);
}
