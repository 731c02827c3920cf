using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Staff.Dtos;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Staff;

/// <summary>The staff whom the caller reaches by a permission: those who work, worked or will work at its schools.</summary>
public sealed class StaffScope(IAppDbContext db, ICaller caller, ExternalIdDirectory externalIds, IAnswers answers)
{
    public IQueryable<StaffMember> For(string permission)
    {
        var reach = caller.ReachOf(permission);
        var schools = reach.Schools.ToArray();
        return reach.WholeTrust ? db.Set<StaffMember>() : db.Set<StaffMember>().Where(s => s.Assignments.Any(a => schools.Contains(a.SchoolId)));
    }

    /// <summary>With all assignments; null when there is none within reach.</summary>
    public Task<StaffMember?> LoadAsync(Guid id, string permission, CancellationToken ct)
    {
        var staff = new StaffId(id);
        return For(permission).Include(s => s.Assignments).SingleOrDefaultAsync(s => s.Id == staff, ct);
    }

    /// <summary>The names that these people go by, of those whom the caller reaches; one query.</summary>
    public Task<Dictionary<Guid, PersonDto>> NamesAsync(IEnumerable<Guid> staff, CancellationToken ct)
    {
        StaffId[] ids = [.. staff.Distinct().Select(id => new StaffId(id))];
        return For(Permissions.StaffRead).AsNoTracking().Where(m => ids.Contains(m.Id))
            .Named().Select(m => m.Person).ToDictionaryAsync(p => p.Id, ct);
    }

    internal async Task<IReadOnlyList<StaffDto>> CompleteAsync(IReadOnlyList<StaffDto> staff, CancellationToken ct)
    {
        var names = await externalIds.OfAsync([.. staff.Select(s => s.Id)], ct);
        return [.. staff.Select(s => s with { ExternalIds = [.. names[s.Id]] })];
    }

    /// <summary>A person whom the current command changed.</summary>
    internal async Task<StaffDto> AnswerAsync(StaffMember staff, CancellationToken ct) =>
        (await CompleteAsync([answers.Map<StaffDto>(staff)], ct))[0];
}
