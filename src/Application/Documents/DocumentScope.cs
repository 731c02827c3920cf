using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Documents;

/// <summary>Which lines of the ledger the caller may read: the own ones, and for those who watch over it the school's.</summary>
internal sealed class DocumentScope(IAppDbContext db, ICaller caller, PupilScope pupils)
{
    public IQueryable<Document> Readable()
    {
        var all = caller.ReachOf(Permissions.DocumentsReadAll);
        var (everywhere, schools, client, subject) = (all.WholeTrust, all.Schools.ToArray(), caller.ClientId, caller.Subject);
        return db.Set<Document>().Where(d => everywhere || schools.Contains(d.SchoolId) || (d.ClientId == client && d.Subject == subject));
    }

    /// <summary>Of one pupil: wherever it was issued, when the wider permission reaches the pupil.</summary>
    public async Task<IQueryable<Document>> ReadableOfAsync(Guid pupil, CancellationToken ct)
    {
        var id = new PupilId(pupil);
        var documents = await pupils.IncludesAsync(pupil, Permissions.DocumentsReadAll, ct) ? db.Set<Document>() : Readable();
        return documents.Where(d => db.Set<DocumentPupil>().Any(p => p.DocumentId == d.Id && p.PupilId == id));
    }

    /// <summary>Those whose bytes the caller may have: made with the caller's own rights.</summary>
    public IQueryable<Document> Own()
    {
        var (client, subject) = (caller.ClientId, caller.Subject);
        return db.Set<Document>().Where(d => d.ClientId == client && d.Subject == subject);
    }

    /// <summary>Those that somebody who holds the paper may check.</summary>
    public IQueryable<Document> Checkable()
    {
        var reach = caller.ReachOf(Permissions.DocumentsRead);
        var (everywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        return db.Set<Document>().Where(d => everywhere || schools.Contains(d.SchoolId));
    }
}
