using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries;

/// <summary>What the roster, the calendars and the policies say of many days, schools and people; four questions, however many they are.</summary>
internal sealed class SeriesRosters(IAppDbContext db, SchoolCalendars calendars, IPolicies policies)
{
    public async Task<SeriesRoster> LoadAsync(IReadOnlyCollection<SchoolId> schools, IEnumerable<StaffId> staff, IEnumerable<PupilId> pupils, CancellationToken ct)
    {
        await calendars.LoadAsync(schools, ct);
        StaffId[] people = [.. staff.Distinct()];
        PupilId[] children = [.. pupils.Distinct()];
        var assignments = await db.Set<StaffMember>().AsNoTracking().Where(m => people.Contains(m.Id)).SelectMany(m => m.Assignments)
            .Where(a => schools.Contains(a.SchoolId)).ToListAsync(ct);
        var enrolments = children.Length == 0
            ? []
            : await db.Set<Enrolment>().AsNoTracking().Where(e => schools.Contains(e.SchoolId) && children.Contains(e.PupilId)).ToListAsync(ct);
        return new SeriesRoster(
            assignments.ToLookup(a => (a.SchoolId, a.StaffId)), enrolments.ToLookup(e => (e.SchoolId, e.PupilId)), await policies.AllAsync<SupportSessionPolicy>(ct));
    }
}

/// <inheritdoc cref="SeriesRosters"/>
internal sealed class SeriesRoster(
    ILookup<(SchoolId, StaffId), StaffAssignment> assignments, ILookup<(SchoolId, PupilId), Enrolment> enrolments, PolicyTable<SupportSessionPolicy> policies)
{
    /// <summary>Whether the school knows that member of staff: whoever never worked there is nobody to it.</summary>
    public bool Knows(SchoolId school, StaffId staff) => assignments.Contains((school, staff));

    /// <summary>What a session of a school day needs to judge a plan.</summary>
    public SessionDay DayOf(SchoolId school, SupportSessionPlan plan)
    {
        var date = LondonTime.DateOf(plan.StartsAt);
        return new SessionDay(
            IsSchoolDay: true,
            plan.Practitioners.Where(p => !assignments[(school, p)].Any(a => a.StartsOn <= date && !(a.EndsOn < date))).ToHashSet(),
            With(school, plan, date, EnrolmentStatus.Ended),
            With(school, plan, date, EnrolmentStatus.NotYetStarted),
            policies.On(school, date));
    }

    // A pupil of the programme who is on no roll of the school has left it altogether.
    private HashSet<PupilId> With(SchoolId school, SupportSessionPlan plan, DateOnly date, EnrolmentStatus status) =>
        [.. plan.ParticipantIds.Where(p => enrolments[(school, p)].Select(e => e.StatusOn(date)).DefaultIfEmpty(EnrolmentStatus.Ended).ToList() is var known
            && !known.Contains(EnrolmentStatus.Current) && known.Contains(status))];
}
