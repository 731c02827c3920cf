using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils;

/// <summary>Completes projected pupils: year group, classes, external ids; and withholds what the caller may not read.</summary>
internal sealed class PupilAnswers(IAppDbContext db, ICaller caller, PupilScope scope, ExternalIdDirectory externalIds, IAnswers answers, TimeProvider clock)
{
    private readonly DateOnly _today = LondonTime.DateOf(clock.GetUtcNow());

    /// <summary>A pupil that the current command changed, as it will stand once saved.</summary>
    public async Task<PupilDto> OfAsync(Pupil pupil, CancellationToken ct)
    {
        // Names first: mapping raises the version, and the names given by this command count as a change.
        var mapped = answers.Map<PupilDto>(pupil);
        return (await CompleteAsync([mapped], ct))[0];
    }

    public async Task<IReadOnlyList<PupilDto>> CompleteAsync(IReadOnlyList<PupilDto> pupils, CancellationToken ct)
    {
        var ids = pupils.Select(p => p.Id).ToArray();
        var names = await externalIds.OfAsync(ids, ct);
        var classes = await ClassesOfAsync([.. ids.Select(PupilId.From)], ct);
        var readable = await NeedsReadableAsync(pupils, ct);
        return [.. pupils.Select(p => Withhold(Complete(p) with { ExternalIds = [.. names[p.Id]], Classes = [.. classes[p.Id]] }, readable))];
    }

    private PupilDto Complete(PupilDto pupil)
    {
        var group = YearGroups.In(AcademicYear.Containing(_today), pupil.ReceptionYear, pupil.DateOfBirth);
        return pupil with { YearGroup = group, OutOfYear = pupil.ReceptionYear is null ? null : group };
    }

    private static PupilDto Withhold(PupilDto pupil, HashSet<Guid> readable) => readable.Contains(pupil.Id)
        ? pupil
        : pupil with { SenProvision = null, SenNeeds = null, Meta = RecordMeta.Of("senProvision", "senNeeds") };

    private async Task<ILookup<Guid, PupilClassDto>> ClassesOfAsync(PupilId[] pupils, CancellationToken ct)
    {
        var rows = await db.Set<ClassMember>().AsNoTracking()
            .Where(m => pupils.Contains(m.PupilId) && m.StartsOn <= _today && (m.EndsOn == null || m.EndsOn >= _today))
            .OrderBy(m => m.Class.Kind).ThenBy(m => m.Class.Name)
            .Select(m => new { m.PupilId, m.ClassId, m.Class.Name, m.Class.Kind })
            .ToListAsync(ct);
        return rows.ToLookup(r => r.PupilId.Value, r => new PupilClassDto(r.ClassId.Value, r.Name, r.Kind));
    }

    /// <summary>Of these pupils, those whose needs the caller may read.</summary>
    private async Task<HashSet<Guid>> NeedsReadableAsync(IReadOnlyList<PupilDto> pupils, CancellationToken ct)
    {
        var reach = caller.PupilReachOf(Permissions.PupilNeedsRead);
        var readable = pupils.Where(p => reach.WholeTrust || reach.Schools.Contains(new SchoolId(p.SchoolId))).Select(p => p.Id).ToHashSet();
        if (readable.Count < pupils.Count && caller.Has(Permissions.PupilNeedsRead))
        {
            var rest = pupils.Select(p => new PupilId(p.Id)).ToArray();
            var found = await scope.For(Permissions.PupilNeedsRead).Where(p => rest.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
            readable.UnionWith(found.Select(id => id.Value));
        }

        return readable;
    }
}
