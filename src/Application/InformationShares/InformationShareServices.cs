using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.InformationShares;

internal static class InformationShareServices
{
    public static IServiceCollection AddInformationShares(this IServiceCollection services) => services
        .AddScoped<InformationShareAccess>()
        .AddScoped<InformationShareAnswers>()
        .AddScoped<InformationShareTasks>()
        .AddScoped<SharedThings>();
}

/// <summary>What was shared about a pupil in the chronology: shown to whoever reads entries of its label, and to whoever decided.</summary>
internal sealed class InformationShareChronology(IAppDbContext db, InformationShareAccess access, ICaller caller) : IChronologySource
{
    public string Kind => InformationShare.Code;

    public async Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        var labels = await access.LabelsAsync(pupil, ct);
        var own = caller.ReachOf(Permissions.InformationSharesRead);
        var (anywhere, schools, me) = (own.WholeTrust, own.Schools.ToArray(), caller.StaffId?.Value ?? Guid.Empty);
        return e => labels.Contains(e.Label) || ((anywhere || schools.Contains(e.SchoolId)) && e.Owners.Contains(me));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        InformationShareId[] ids = [.. records.Select(id => new InformationShareId(id))];
        var rows = await db.Set<InformationShare>().AsNoTracking().Where(s => ids.Contains(s.Id))
            .Select(s => new { s.Id, s.Decision, s.To, s.What, s.Reason }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                $"{(r.Decision == InformationShareDecision.Shared ? "Information shared with" : "Information not shared with")} {r.To}",
                $"{r.What}\n{r.Reason}",
                $"/v1/information-shares/{r.Id.Value}"));
    }
}

internal sealed class InformationShareTaskSource(IAppDbContext db, InformationShareAccess access)
    : TaskSourceOf<InformationShare, InformationShareId>(db, access.Readable)
{
    public override string Kind => InformationShare.Code;

    public override string Path => "/v1/information-shares";
}

/// <summary>What a rival's refusal by the database means.</summary>
internal sealed class InformationShareConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } =
        new Dictionary<string, Error> { ["information_shares_of_document"] = InformationShareErrors.DocumentLogged };
}

internal sealed class InformationShareInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("information_shares", "What was shared about pupils, or was not, and by what right", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(
                SensitivityLabel.Safeguarding, "pupil_id", "status", "decision", "article6", "article9", "schedule1", "basis_completed_by_id", "basis_completed_at",
                "method", "shared_at", "label", "document_id", "agency_id", "referral_id", "record_ids", "decided_by_id", "voided_at")
            .Narrative(SensitivityLabel.Safeguarding, "what", "to", "reason", "late_reason", "void_reason"),
    ];
}
