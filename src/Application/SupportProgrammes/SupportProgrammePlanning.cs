using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>Looks up what a plan names, and gathers what a programme needs to judge it today.</summary>
internal sealed class SupportProgrammePlanning(IAppDbContext db, SchoolCalendars calendars, IPolicies policies, InstrumentCatalogue instruments, TimeProvider clock)
{
    public DateOnly Today { get; } = LondonTime.DateOf(clock.GetUtcNow());

    /// <summary>Today, with these pupils looked up in the school's roll; whoever never was on it is nobody to the school.</summary>
    /// <param name="known">Pupils of the programme already: they need not be on the roll still.</param>
    public async Task<Result<SupportProgrammeDay>> DayAsync(SchoolId school, IReadOnlyList<PupilId> pupils, IReadOnlyCollection<PupilId> known, CancellationToken ct)
    {
        PupilId[] wanted = [.. pupils.Except(known)];
        var enrolled = wanted.Length == 0
            ? []
            : await db.Set<Enrolment>().AsNoTracking().Where(e => e.SchoolId == school && wanted.Contains(e.PupilId)).ToListAsync(ct);
        var unknown = pupils.Index().FirstOrDefault(p => wanted.Contains(p.Item) && enrolled.TrueForAll(e => e.PupilId != p.Item), (-1, default));
        return unknown.Index >= 0
            ? CommonErrors.UnknownReference.At($"/pupilIds/{unknown.Index}")
            : await DayAsync(school, wanted.Where(p => !enrolled.Exists(e => e.PupilId == p && e.StatusOn(Today) != EnrolmentStatus.Ended)).ToHashSet(), ct);
    }

    public Task<SupportProgrammeDay> DayAsync(SchoolId school, CancellationToken ct) => DayAsync(school, new HashSet<PupilId>(), ct);

    /// <summary>Refuses a practitioner whom the school does not know, or who does not work there today.</summary>
    public async Task<Result> WorksAsync(SchoolId school, StaffId practitioner, CancellationToken ct)
    {
        var today = Today;
        var known = await db.Set<StaffMember>().Where(m => m.Id == practitioner && m.Assignments.Any(a => a.SchoolId == school))
            .Select(m => new { Works = m.Assignments.Any(a => a.SchoolId == school && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)) })
            .SingleOrDefaultAsync(ct);
        return known switch
        {
            null => CommonErrors.UnknownReference.At("/practitionerId"),
            { Works: false } => SupportSessionErrors.PractitionerNotActive.At("/practitionerId"),
            _ => Result.Success,
        };
    }

    /// <summary>Refuses an instrument that the trust does not have, or has retired in every version.</summary>
    /// <param name="kept">Those that the programme names already: they may be retired by now.</param>
    public async Task<Result> MeasuresAsync(SupportProgrammePlan plan, IReadOnlyCollection<string?> kept, CancellationToken ct)
    {
        foreach (var (code, pointer) in new[] { (plan.EntryInstrument, "/entryInstrument"), (plan.ExitInstrument, "/exitInstrument") })
        {
            if (code is not null && !kept.Contains(code) && !await instruments.HasAsync(code, ct))
            {
                return AssessmentErrors.UnknownInstrument.At(pointer);
            }
        }

        return Result.Success;
    }

    private async Task<SupportProgrammeDay> DayAsync(SchoolId school, IReadOnlySet<PupilId> notEnrolled, CancellationToken ct) => new(
        Today,
        await policies.OnAsync<SupportProgrammePolicy>(school, Today, ct),
        await policies.OnAsync<SupportSessionPolicy>(school, Today, ct),
        await calendars.AroundAsync(school, Today, ct),
        notEnrolled);
}
