using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.PupilProfiles;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.PupilProfiles;

/// <summary>Who reads which profiles: whoever reaches the pupil by the permission, or supports the pupil. Reads and the chronology ask here.</summary>
internal sealed class PupilProfileAccess(IAppDbContext db, PupilScope pupils, Caseload caseload)
{
    public async Task<bool> ReachesAsync(PupilId pupil, CancellationToken ct) =>
        await pupils.IncludesAsync(pupil.Value, PupilProfilesRead, ct) || await caseload.IncludesAsync(pupil, PupilProfilesRead, ct);

    /// <summary>The pupil whose page the caller may write; null when out of reach.</summary>
    public Task<Pupil?> WritableAsync(PupilId pupil, CancellationToken ct) =>
        pupils.For(PupilProfilesWrite).AsNoTracking().SingleOrDefaultAsync(p => p.Id == pupil, ct);

    /// <summary>The pupil's page, if there is one.</summary>
    public IQueryable<PupilProfile> Of(PupilId pupil) => db.Set<PupilProfile>().Where(p => p.PupilId == pupil);
}

/// <summary>A pupil's profile in the chronology: where it stands now. It is shown to whoever reads the profile.</summary>
internal sealed class PupilProfileChronology(IAppDbContext db, PupilProfileAccess access) : IChronologySource
{
    public string Kind => PupilProfile.Code;

    public async Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct) =>
        await access.ReachesAsync(pupil, ct) ? _ => true : _ => false;

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        PupilProfileId[] ids = [.. records.Select(id => new PupilProfileId(id))];
        var rows = await db.Set<PupilProfile>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Edition, p.WhatHelps }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                $"One-page profile, edition {r.Edition}", r.WhatHelps.Count == 0 ? null : string.Join('\n', r.WhatHelps), $"/v1/pupils/{pupil.Value}/profile"));
    }
}

/// <summary>What a rival's refusal by the database means.</summary>
internal sealed class PupilProfileConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error> { ["pupil_profiles_one"] = PupilProfileErrors.Exists };
}

internal sealed class PupilProfileInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("pupil_profiles", "What helps a pupil in class, on one page", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "edition")
            .Personal(SensitivityLabel.Pastoral, "pupil_id", "written_by_id", "written_at")
            .Narrative(SensitivityLabel.Pastoral, "strengths", "strategies", "triggers", "what_helps", "communication"),
        new InventoryTable("pupil_profile_editions", "What such a page said at each time", RetentionClass.PupilRecord)
            .Technical("trust_id", "pupil_profile_id", "edition")
            .Personal(SensitivityLabel.Pastoral, "written_by_id", "written_at")
            .Narrative(SensitivityLabel.Pastoral, "strengths", "strategies", "triggers", "what_helps", "communication"),
    ];
}

internal static class PupilProfileServices
{
    public static IServiceCollection AddPupilProfiles(this IServiceCollection services) => services.AddScoped<PupilProfileAccess>();
}
