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

namespace PupilSupport.Application.Plans;

/// <summary>The evidence of signatures, reports of others, letters.</summary>
internal sealed class PlanAttachments(PlanAccess access, ICaller caller)
    : AttachmentHolderOf<Plan, PlanId>(access.Readable, AttachmentRecordKind.Plan, p => PlanTypes.Of(p.Type).Label, caller, at => access.MayAt(Permissions.PlansSign, at));

internal sealed class PlanTaskSource(IAppDbContext db, PlanAccess access) : TaskSourceOf<Plan, PlanId>(db, access.Readable)
{
    public override string Kind => PlanRules.Kind;

    public override string Path => "/v1/plans";
}

/// <summary>A pupil's plans in the chronology: seen by whom a list of them would show them.</summary>
internal sealed class PlanChronology(PlanAccess access) : ChronologySourceOf<Plan, PlanId>(access.Readable, PlanRules.Kind)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<Plan> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records.Select(p => new { p.Id, p.Type, p.Status, p.Title }).ToListAsync(ct);
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
