using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Plans;

/// <summary>The evidence of signatures, reports of others, letters.</summary>
internal sealed class PlanAttachments(PlanAccess access) : IAttachmentHolder
{
    public AttachmentRecordKind Kind => AttachmentRecordKind.Plan;

    public async Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct)
    {
        var id = new PlanId(recordId);
        var plan = await access.Readable().AsNoTracking().Where(p => p.Id == id).Select(p => new { p.SchoolId, p.Type }).SingleOrDefaultAsync(ct);
        return plan is null
            ? null
            : new AttachmentHolding(
                plan.SchoolId, PlanTypes.Of(plan.Type).Label, access.MayAt(Permissions.AttachmentsWrite, plan.SchoolId) && access.MayAt(Permissions.PlansSign, plan.SchoolId));
    }
}

internal sealed class PlanTaskSource(IAppDbContext db, PlanAccess access) : ITaskSourceKind
{
    public string Kind => PlanRules.Kind;

    public string Path => "/v1/plans";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var plan = new PlanId(id);
        return await (withinReach ? access.Readable() : db.Set<Plan>()).AsNoTracking().SingleOrDefaultAsync(p => p.Id == plan, ct);
    }
}

/// <summary>A pupil's plans in the chronology: seen by whom a list of them would show them.</summary>
internal sealed class PlanChronology(PlanAccess access) : IChronologySource
{
    public string Kind => PlanRules.Kind;

    public Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        var reached = access.Readable();
        return Task.FromResult<Expression<Func<ChronologyEntry, bool>>>(e => reached.Any(p => (Guid)(object)p.Id == e.RecordId));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        PlanId[] ids = [.. records.Select(id => new PlanId(id))];
        var rows = await access.Readable().AsNoTracking().Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.Type, p.Status, p.Title }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText($"{Words.Of(r.Type)} plan, {Words.Of(r.Status).ToLowerInvariant()}", r.Title, $"/v1/plans/{r.Id.Value}"));
    }
}

internal sealed class PlanConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Domain.Common.Error> Errors { get; } = new Dictionary<string, Domain.Common.Error>
    {
        ["plans_one_in_force"] = PlanErrors.AlreadyActive,
        ["plan_signatures_once"] = PlanErrors.SignedAlready,
    };
}
