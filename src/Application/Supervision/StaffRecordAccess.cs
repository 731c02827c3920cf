using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Staff;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Supervision;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Supervision;

/// <summary>
/// Who reaches which records of supervision and coaching: whoever took part or wrote one reads all of it, wherever it was
/// recorded; whoever holds the wider permission learns that it took place, and when, at its schools.
/// </summary>
internal abstract class StaffRecordAccess<T>(IAppDbContext db, StaffScope staff, ICaller caller) where T : class
{
    /// <summary>Which school keeps a record.</summary>
    protected abstract Expression<Func<T, SchoolId>> School { get; }

    /// <summary>The records in which a person took part, or which that person wrote.</summary>
    protected abstract Expression<Func<T, bool>> Of(StaffId person);

    private SchoolReach All => caller.ReachOf(SupervisionRecordsReadAll);

    public IQueryable<T> Readable()
    {
        var all = All;
        if (all.WholeTrust)
        {
            return db.Set<T>();
        }

        var schools = all.Schools.ToArray();
        var there = School.Is(id => schools.Contains(id));
        return db.Set<T>().Where(caller.StaffId is { } me ? there.Or(Of(me)) : there);
    }

    /// <summary>Whether the caller reads what was said.</summary>
    /// <param name="people">Those who took part, and the author.</param>
    public bool ReadsContent(IEnumerable<Guid?> people) => caller.StaffId is { } me && people.Contains(me.Value);

    public bool MayWriteAt(SchoolId school) => caller.ReachOf(SupervisionRecordsWrite).Includes(school);

    /// <summary>Whether the caller records this: as one who took part, or for colleagues where the caller sees that theirs takes place.</summary>
    public bool MayRecord(SchoolId school, IEnumerable<Guid?> people) => MayWriteAt(school) && (ReadsContent(people) || All.Includes(school));

    /// <summary>Its author, or whoever sees the school's and writes there.</summary>
    public bool MayVoid(SchoolId school, Guid? author) =>
        MayWriteAt(school) && ((caller.StaffId is { } me && me.Value == author) || All.Includes(school));

    /// <summary>The first of these people whom the caller does not reach; -1 when there is none.</summary>
    public async Task<int> StrangerAsync(IReadOnlyList<Guid> people, CancellationToken ct)
    {
        StaffId[] ids = [.. people.Select(id => new StaffId(id))];
        var known = await staff.For(SupervisionRecordsWrite).Where(s => ids.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct);
        return Array.FindIndex(ids, id => !known.Contains(id));
    }

    public Task<bool> IsSchoolAsync(SchoolId school, CancellationToken ct) => db.Set<School>().AnyAsync(s => s.Id == school, ct);

    /// <summary>Out of reach 404, not the caller's to void 403, changed meanwhile 412.</summary>
    protected Error? VoidRefusal<TId>(StaffRecord<TId>? record, int version, string reason, DateTimeOffset now) where TId : struct, ITypedId<TId> => record switch
    {
        null => CommonErrors.NotFound,
        _ when !MayVoid(record.SchoolId, record.RecordedById?.Value) => CommonErrors.InsufficientScope,
        _ => record.Check(version).Error ?? record.Void(reason, now).Error,
    };
}

internal sealed class SupervisionAccess(IAppDbContext db, StaffScope staff, ICaller caller) : StaffRecordAccess<SupervisionRecord>(db, staff, caller)
{
    protected override Expression<Func<SupervisionRecord, SchoolId>> School => r => r.SchoolId;

    protected override Expression<Func<SupervisionRecord, bool>> Of(StaffId person) =>
        r => r.SupervisorId == person || r.RecordedById == person || r.Supervisees.Any(s => s.StaffId == person);

    /// <summary>Voids one; null record when refused.</summary>
    public async Task<Result<SupervisionRecord>> VoidAsync(Guid id, int version, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var recordId = new SupervisionRecordId(id);
        var record = await Readable().Include(r => r.Supervisees).Include(r => r.AgreedActions).SingleOrDefaultAsync(r => r.Id == recordId, ct);
        return VoidRefusal(record, version, reason, now) is { } refused ? refused : record!;
    }
}

internal sealed class CoachingAccess(IAppDbContext db, StaffScope staff, ICaller caller) : StaffRecordAccess<CoachingRecord>(db, staff, caller)
{
    protected override Expression<Func<CoachingRecord, SchoolId>> School => r => r.SchoolId;

    protected override Expression<Func<CoachingRecord, bool>> Of(StaffId person) =>
        r => r.CoachId == person || r.ColleagueId == person || r.RecordedById == person;

    public async Task<Result<CoachingRecord>> VoidAsync(Guid id, int version, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var recordId = new CoachingRecordId(id);
        var record = await Readable().SingleOrDefaultAsync(r => r.Id == recordId, ct);
        return VoidRefusal(record, version, reason, now) is { } refused ? refused : record!;
    }
}
