using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Signpostings;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Signpostings;

/// <summary>
/// Who reaches which signpostings: whoever recorded one; of the others those of pupils whom the caller supports or reaches by the wider permission, and those of
/// safeguarding only by the permission for it. Lists, reads, actions, tasks and the chronology all ask here.
/// </summary>
internal sealed class SignpostingAccess(IAppDbContext db, PupilScope pupils, Caseload caseload, ICaller caller)
{
    public IQueryable<Signposting> Readable()
    {
        var (all, safe, supported) = (pupils.For(SignpostingsReadAll), pupils.For(SignpostingsReadSafeguarding), caseload.Pupils(SignpostingsRead));
        return db.Set<Signposting>().Where(Own().Or(s => s.Label == SensitivityLabel.Safeguarding
            ? safe.Any(p => p.Id == s.PupilId)
            : all.Any(p => p.Id == s.PupilId) || supported.Contains(s.PupilId)));
    }

    /// <summary>
    /// Whether the caller may do it to what the caller reads: ask the family where the caller writes, or of a pupil within reach today; void the own, or as one who
    /// reads all of the school.
    /// </summary>
    /// <param name="reached">Whether the pupil is one of <see cref="ReachedAsync"/>.</param>
    public bool May(SignpostingAction action, SchoolId school, Guid? recorder, bool reached) =>
        (caller.ReachOf(SignpostingsWrite).Includes(school) || (reached && action == SignpostingAction.FollowUp))
        && (action == SignpostingAction.FollowUp || (caller.StaffId is { } me && me.Value == recorder) || caller.ReachOf(SignpostingsReadAll).Includes(school));

    /// <summary>Of these pupils those whom the caller reaches today to write of, wherever a record of theirs belongs.</summary>
    public async Task<HashSet<Guid>> ReachedAsync(IEnumerable<Guid> of, CancellationToken ct)
    {
        PupilId[] ids = [.. of.Distinct().Select(id => new PupilId(id))];
        return caller.Has(SignpostingsWrite) && ids.Length > 0
            ? [.. (await pupils.For(SignpostingsWrite).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).Select(p => p.Value)]
            : [];
    }

    private Expression<Func<Signposting, bool>> Own()
    {
        var own = caller.ReachOf(SignpostingsRead);
        var (anywhere, schools) = (own.WholeTrust, own.Schools.ToArray());
        return caller.StaffId is { } me ? s => (anywhere || schools.Contains(s.SchoolId)) && s.RecordedById == me : _ => false;
    }
}

/// <summary>Signpostings in a pupil's chronology, for whom a list of them would show them.</summary>
internal sealed class SignpostingChronology(IAppDbContext db, SignpostingAccess access)
    : ChronologySourceOf<Signposting, SignpostingId>(access.Readable, Signposting.Code)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<Signposting> records, PupilId pupil, CancellationToken ct)
    {
        var agencies = db.Set<Agency>();
        var rows = await records.Join(agencies, s => s.AgencyId, a => a.Id, (s, a) => new { s.Id, s.Note, Agency = a })
            .Select(r => new { r.Id, r.Note, Name = agencies.Where(m => m.Id == r.Agency.MergedIntoId).Select(m => m.Name).FirstOrDefault() ?? r.Agency.Name })
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.Id.Value, r => new ChronologyText($"Told about {r.Name}", r.Note, $"/v1/signpostings/{r.Id.Value}"));
    }
}

internal sealed class SignpostingTaskSource(IAppDbContext db, SignpostingAccess access) : TaskSourceOf<Signposting, SignpostingId>(db, access.Readable)
{
    public override string Kind => Signposting.Code;

    public override string Path => "/v1/signpostings";
}

internal sealed class SignpostingInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("signpostings", "Which families were told about which agencies, and what became of it", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "label", "status")
            .Personal(
                SensitivityLabel.Safeguarding, "pupil_id", "agency_id", "told_contact_id", "told_at", "follow_up_on", "recorded_by_id", "outcome", "followed_up_at", "followed_up_by_id",
                "voided_at")
            .Narrative(SensitivityLabel.Safeguarding, "note", "late_reason", "outcome_note", "void_reason"),
    ];
}

internal static class SignpostingServices
{
    public static IServiceCollection AddSignpostings(this IServiceCollection services) => services
        .AddScoped<SignpostingAccess>()
        .AddScoped<SignpostingAnswers>();
}
