using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Application.Staff;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents;

/// <summary>Ids as names, of those whom the caller reaches.</summary>
internal sealed class DocumentNames(SchoolScope schools, StaffScope staff, PupilScope pupils, IAppDbContext db, ICaller caller, IPolicies policies, TimeProvider clock)
{
    public const string Withheld = "(not for the issuer)";

    /// <summary>The school in whose name a document goes out; without its name when it is not the caller's.</summary>
    public async Task<DocumentSchool> SchoolAsync(Guid id, CancellationToken ct)
    {
        var names = await SchoolsAsync([id], ct);
        var look = await policies.OnAsync<DocumentPolicy>(new SchoolId(id), LondonTime.DateOf(clock.GetUtcNow()), ct);
        return new DocumentSchool(id, names.GetValueOrDefault(id, "Another school of the trust"), look.LogoUrl.Length == 0 ? null : look.LogoUrl);
    }

    /// <summary>The school when the permission reaches it, else null.</summary>
    public async Task<DocumentSchool?> SchoolAsync(Guid id, string permission, CancellationToken ct) =>
        caller.ReachOf(permission).Includes(new SchoolId(id)) && await schools.IncludesAsync(id, Permissions.SchoolsRead, ct) ? await SchoolAsync(id, ct) : null;

    public Task<Dictionary<Guid, string>> SchoolsAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        SchoolId[] wanted = [.. ids.Distinct().Select(id => new SchoolId(id))];
        return schools.For(Permissions.SchoolsRead).AsNoTracking().Where(s => wanted.Contains(s.Id)).ToDictionaryAsync(s => s.Id.Value, s => s.Name, ct);
    }

    public Task<Dictionary<Guid, PersonDto>> PupilsAsync(IEnumerable<Guid> ids, CancellationToken ct) => pupils.NamesAsync(ids, ct);

    /// <summary>Of a class that <see cref="UnknownAsync"/> let pass.</summary>
    public Task<string?> ClassAsync(Guid id, CancellationToken ct)
    {
        var group = new TeachingClassId(id);
        return db.Set<TeachingClass>().Where(c => c.Id == group).Select(c => (string?)c.Name).SingleOrDefaultAsync(ct);
    }

    /// <summary>Which member, by which a list is narrowed, names what the caller does not reach; null when all are reached.</summary>
    public async Task<string?> UnknownAsync(DocumentRequest request, string permission, CancellationToken ct)
    {
        if (request.PupilId is { } pupil && !await pupils.IncludesAsync(pupil, permission, ct))
        {
            return "/pupilId";
        }

        if (request.StaffId is { } member && (await staff.NamesAsync([member], ct)).Count == 0)
        {
            return "/staffId";
        }

        if (request is not { ClassId: { } group, SchoolId: { } at })
        {
            return null;
        }

        var (id, school) = (new TeachingClassId(group), new SchoolId(at));
        return await db.Set<TeachingClass>().AnyAsync(c => c.Id == id && c.SchoolId == school, ct) ? null : "/classId";
    }

    /// <summary>Contacts of pupils whose contacts the caller may read.</summary>
    public Task<Dictionary<Guid, PersonDto>> ContactsAsync(IEnumerable<ContactId> ids, CancellationToken ct)
    {
        ContactId[] wanted = [.. ids];
        var reached = pupils.For(Permissions.ContactsRead);
        return db.Set<Contact>().AsNoTracking().Where(c => wanted.Contains(c.Id) && c.Links.Any(l => reached.Any(p => p.Id == l.PupilId)))
            .Select(c => new PersonDto(c.Id.Value, c.GivenName, c.FamilyName)).ToDictionaryAsync(c => c.Id, ct);
    }

    public Task<Dictionary<Guid, PersonDto>> StaffAsync(IEnumerable<Guid> ids, CancellationToken ct) => staff.NamesAsync(ids, ct);

    /// <summary>The member of staff who asks, by name; else the client.</summary>
    public async Task<string> OfCallerAsync(CancellationToken ct)
    {
        if (caller.StaffId is not { } me)
        {
            return caller.ClientId;
        }

        var name = await db.Set<StaffMember>().Where(s => s.Id == me)
            .Select(s => new { Given = s.PreferredGivenName ?? s.GivenName, Family = s.PreferredFamilyName ?? s.FamilyName }).SingleOrDefaultAsync(ct);
        return name is null ? caller.ClientId : $"{name.Given} {name.Family}";
    }
}
