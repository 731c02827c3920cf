using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.ContactSubmissions;

/// <summary>What contacts of reachable pupils have sent: for those who keep contacts.</summary>
internal sealed class ContactSubmissionScope(IAppDbContext db, PupilScope pupils)
{
    public IQueryable<ContactSubmission> Reachable()
    {
        var reached = pupils.For(Permissions.ContactsWrite);
        return db.Set<ContactSubmission>().Where(s => reached.Any(p => p.Id == s.PupilId));
    }
}
