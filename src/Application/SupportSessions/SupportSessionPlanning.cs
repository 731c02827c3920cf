using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Rooms;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>A plan with what the roster and the calendar say of its day.</summary>
internal sealed record PlannedSession(SupportSessionPlan Plan, SessionDay Day);

/// <summary>Looks up what a plan names, and gathers what the session needs to judge it.</summary>
internal sealed class SupportSessionPlanning(
    IAppDbContext db, SupportSessionAccess access, SupportSessionClashes clashes, SupportProgrammeServing serving, SupportSessionCatchUp owed, RoomBook rooms, IPolicies policies, ICaller caller)
{
    /// <param name="hasTakenPlace">Whether it is told after the fact.</param>
    /// <param name="instead">The session that is revised or replaced, and will not stand in the way.</param>
    public async Task<Result<PlannedSession>> PlanAsync(SchoolId school, SupportSessionEdit edit, bool hasTakenPlace, SupportSession? instead, CancellationToken ct)
    {
        if (!access.MayWriteAt(school))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var plan = edit.ToPlan(null, false);
        if (!access.MayWrite(school, plan.Practitioners))
        {
            return CommonErrors.InsufficientScope;
        }

        var day = await DayAsync(school, plan, ct);
        if (!day.IsSuccess)
        {
            return day.Error;
        }

        if ((await serving.RefusalAsync(school, plan, hasTakenPlace, instead, ct) ?? await owed.RefusalAsync(school, plan, instead, ct)) is { } refused)
        {
            return refused;
        }

        var room = edit.Room is { } name ? await rooms.FindOrMakeAsync(caller.TrustId, school, name, ct) : null;
        plan = plan with { Room = room?.Room, RoomIsExclusive = room?.Capacity == 1 };
        return await clashes.FindAsync(plan, room, instead?.Id, ct) is { } clash ? clash : new PlannedSession(plan, day.Value);
    }

    private async Task<Result<SessionDay>> DayAsync(SchoolId school, SupportSessionPlan plan, CancellationToken ct)
    {
        var date = LondonTime.DateOf(plan.StartsAt);
        var open = await IsSchoolDayAsync(school, date, ct);
        var inactive = await InactiveAsync(school, [.. plan.Practitioners], date, ct);
        var enrolled = await EnrolledAsync(school, [.. plan.ParticipantIds], ct);
        return (open.Error ?? inactive.Error ?? Unknown(plan, enrolled)) is { } error
            ? error
            : new SessionDay(
                open.Value, inactive.Value, With(enrolled, date, EnrolmentStatus.Ended), With(enrolled, date, EnrolmentStatus.NotYetStarted),
                await policies.OnAsync<SupportSessionPolicy>(school, date, ct));
    }

    private async Task<Result<bool>> IsSchoolDayAsync(SchoolId school, DateOnly date, CancellationToken ct)
    {
        var year = AcademicYear.Containing(date);
        var calendars = await db.Set<YearCalendar>().AsNoTracking().Include(c => c.Closures)
            .Where(c => c.SchoolId == school && c.AcademicYear == year).ToListAsync(ct);
        if (calendars.Count == 0 && !await db.Set<School>().AnyAsync(s => s.Id == school, ct))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var open = new SchoolCalendar(calendars.Select(c => c.ToSchoolYear())).IsSchoolDay(date);
        return open.Error is { } error ? error.At("/startsAt") : open;
    }

    private async Task<Result<IReadOnlySet<StaffId>>> InactiveAsync(SchoolId school, StaffId[] staff, DateOnly date, CancellationToken ct)
    {
        // Whoever never worked at the school is nobody to it, as a pupil of another school is.
        var known = await db.Set<StaffMember>().Where(m => staff.Contains(m.Id) && m.Assignments.Any(a => a.SchoolId == school))
            .Select(m => new
            {
                m.Id,
                Works = m.Assignments.Any(a => a.SchoolId == school && a.StartsOn <= date && (a.EndsOn == null || a.EndsOn >= date)),
            })
            .ToListAsync(ct);
        return Array.FindIndex(staff, id => known.TrueForAll(k => k.Id != id)) switch
        {
            0 => CommonErrors.UnknownReference.At("/practitionerId"),
            > 0 and var i => CommonErrors.UnknownReference.At($"/coPractitionerIds/{i - 1}"),
            _ => known.Where(k => !k.Works).Select(k => k.Id).ToHashSet(),
        };
    }

    private async Task<ILookup<PupilId, Enrolment>> EnrolledAsync(SchoolId school, PupilId[] pupils, CancellationToken ct)
    {
        var enrolments = pupils.Length == 0
            ? []
            : await db.Set<Enrolment>().AsNoTracking().Where(e => e.SchoolId == school && pupils.Contains(e.PupilId)).ToListAsync(ct);
        return enrolments.ToLookup(e => e.PupilId);
    }

    // A pupil who was never at the school is no better known here than one who does not exist.
    private static Error? Unknown(SupportSessionPlan plan, ILookup<PupilId, Enrolment> enrolled)
    {
        var i = plan.ParticipantIds.ToList().FindIndex(id => !enrolled.Contains(id));
        return i < 0 ? null : CommonErrors.UnknownReference.At($"/participants/{i}/pupilId");
    }

    private static HashSet<PupilId> With(ILookup<PupilId, Enrolment> enrolled, DateOnly date, EnrolmentStatus status) =>
        [.. enrolled.Where(e => e.All(x => x.StatusOn(date) != EnrolmentStatus.Current) && e.Any(x => x.StatusOn(date) == status)).Select(e => e.Key)];
}
