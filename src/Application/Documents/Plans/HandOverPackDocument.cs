using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans;
using PupilSupport.Application.PupilProfiles.Dtos;
using PupilSupport.Application.PupilProfiles.Queries;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Pupils.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Plans;

/// <summary>
/// What the new school or phase needs of a pupil who moves: the plan for the move, the one-page profile, and the other plans in force
/// with what became of their targets, each by its kept bytes. Only what whoever issues it reads, and nothing that stands beside plans.
/// </summary>
internal sealed class HandOverPackDocument(
    IAppDbContext db,
    PlanAccess access,
    PupilScope scope,
    IQueryHandler<GetPupilQuery, PupilDto> pupils,
    IQueryHandler<GetPupilProfileQuery, PupilProfileDto> profiles,
    PlanNames people,
    DocumentNames names,
    ITrustName trust,
    ICaller caller)
    : IDocumentTemplate
{
    public DocumentKind Kind => DocumentKind.HandOverPack;

    public DocumentMembers Takes { get; } = new("recordId");

    public string Permission => Permissions.PlansReadAll;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var id = new PlanId(request.RecordId!.Value);
        var found = (await PackedAsync(Moves().Where(p => p.Id == id), ct)).SingleOrDefault();
        if (found.Plan is not { } move || await pupils.Handle(new GetPupilQuery(move.PupilId.Value), ct) is not { IsSuccess: true } pupil)
        {
            return CommonErrors.UnknownReference.At("/recordId");
        }

        if (PackedPlan.Of(move, found.Version) is not { } first)
        {
            return DocumentErrors.NoVersion;
        }

        PackedPlan[] plans = [first, .. await OthersAsync(move, ct)];
        await people.LearnAsync([.. plans.Select(p => p.Text)], [], plans.Select(p => (StaffId?)p.Plan.OwnerId), ct);
        var profile = await ProfileAsync(pupil.Value.Id, ct);
        var hasHealth = await scope.IncludesAsync(move.PupilId.Value, Permissions.PlansReadHealth, ct);
        var paper = new HandOverPaper(pupil.Value, profile, plans, await OutcomesAsync(plans, ct), hasHealth, people);
        DocumentBlock[] blocks = [.. paper.Blocks()];
        var school = await names.SchoolAsync(move.SchoolId.Value, ct);
        var content = new DocumentContent
        {
            Title = paper.Title,
            School = school with { Name = $"{school.Name}, {await trust.OfCallerAsync(ct)}" },
            Label = plans.Select(p => PlanTypes.Of(p.Plan.Type).Label).Max(),
            Blocks = blocks,
            Data = PlanPaper.SheetOf("Hand-over pack", paper.Title, blocks),
        };
        var where = first.Text.Details?.Transition is { } told ? people.Of(told.ToSchoolId) ?? told.ToName : null;
        return new DocumentDraft(content, move.Id.Value, move.Version, people.Pupils)
        {
            Leaving = new DocumentLeaving(
                pupil.Value.Id, $"Hand-over pack: {string.Join(", ", plans.Select(p => PlanWords.Of(p.Text.Type)))}{(profile is null ? "" : ", one-page profile")}",
                where ?? "The new school", "So that support goes on where the pupil goes.", DocumentLeaving.Statutory, [.. plans.Select(p => p.Plan.Id.Value)]),
        };
    }

    public async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct)
    {
        var id = new PlanId(document.RecordId!.Value);
        var version = await Moves().Where(p => p.Id == id).Select(p => (int?)p.Version).SingleOrDefaultAsync(ct);
        return version is null ? null : new DocumentStanding(version, await Packable(id).AnyAsync(ChangedSince(document.RecordedAt), ct));
    }

    /// <summary>Whether a plan came into or out of force since, or another version of it did.</summary>
    private static Expression<Func<Plan, bool>> ChangedSince(DateTimeOffset issued) => p =>
        p.EndedAt > issued || p.SuspendedAt > issued || p.Suspensions.Any(s => s.EndedAt > issued) || p.Versions.Any(v => v.FrozenAt > issued);

    /// <summary>The other plans of the pupil of a move of which the caller may know.</summary>
    private IQueryable<Plan> Packable(PlanId move)
    {
        var pupil = db.Set<Plan>().Where(p => p.Id == move).Select(p => p.PupilId);
        return access.Readable().Where(p => pupil.Contains(p.PupilId) && p.Id != move);
    }

    /// <summary>Transition plans of the pupils all of whose plans the caller reads: half a pack would mislead.</summary>
    private IQueryable<Plan> Moves()
    {
        var reached = scope.For(Permissions.PlansReadAll);
        return access.Readable().Where(p => p.Type == PlanType.Transition && reached.Any(x => x.Id == p.PupilId));
    }

    /// <summary>The pupil's other plans that hold, of which the caller may know.</summary>
    private async Task<IEnumerable<PackedPlan>> OthersAsync(Plan move, CancellationToken ct)
    {
        var others = Packable(move.Id).Where(p => p.Status == PlanStatus.Active || p.Status == PlanStatus.UnderReview);
        return (await PackedAsync(others.OrderBy(p => p.Type).ThenBy(p => p.Id), ct)).Select(f => PackedPlan.Of(f.Plan, f.Version)).OfType<PackedPlan>();
    }

    /// <summary>Each with the one version that may go into a pack, not with the bytes of all.</summary>
    private static async Task<IEnumerable<(Plan Plan, PlanVersion? Version)>> PackedAsync(IQueryable<Plan> plans, CancellationToken ct)
    {
        var found = await plans.AsNoTracking()
            .Select(p => new { Plan = p, Version = p.Versions.FirstOrDefault(v => v.Number == (p.InForceVersion ?? p.VersionNumber)) }).ToListAsync(ct);
        return found.Select(f => (f.Plan, f.Version));
    }

    /// <summary>Null when there is none or the caller may not read it.</summary>
    private async Task<PupilProfileDto?> ProfileAsync(Guid pupil, CancellationToken ct) =>
        caller.Has(Permissions.PupilProfilesRead) && await profiles.Handle(new GetPupilProfileQuery(pupil), ct) is { IsSuccess: true } profile ? profile.Value : null;

    /// <summary>What the last review of each plan said of each target.</summary>
    private async Task<IReadOnlyDictionary<Guid, int>> OutcomesAsync(PackedPlan[] plans, CancellationToken ct)
    {
        PlanId[] ids = [.. plans.Select(p => p.Plan.Id)];
        var told = await db.Set<PlanReview>().AsNoTracking().Include(r => r.Outcomes).Where(r => ids.Contains(r.PlanId)).OrderBy(r => r.CycleNumber).ToListAsync(ct);
        return told.SelectMany(r => r.Outcomes).GroupBy(o => o.TargetId).ToDictionary(g => g.Key, g => g.Last().Outcome);
    }
}

/// <summary>A plan with the version of it that goes into a pack.</summary>
internal sealed record PackedPlan(Plan Plan, PlanVersion Version, PlanText Text)
{
    /// <summary>By the version in force, or else the one in review; null while there is neither.</summary>
    /// <param name="version">The one in force, or else the latest.</param>
    public static PackedPlan? Of(Plan plan, PlanVersion? version) =>
        version is { State: PlanVersionState.Frozen or PlanVersionState.InReview } && version.Text() is { } text ? new PackedPlan(plan, version, text) : null;

    public string Hash => Convert.ToHexStringLower(Version.ContentHash!);
}
