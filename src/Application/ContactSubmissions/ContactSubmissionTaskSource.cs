using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.ContactSubmissions;

internal sealed class ContactSubmissionTaskSource(IAppDbContext db, ContactSubmissionScope scope) : ITaskSourceKind
{
    public string Kind => ContactSubmission.Kind;

    public string Path => "/v1/contact-submissions";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var submission = new ContactSubmissionId(id);
        return await (withinReach ? scope.Reachable() : db.Set<ContactSubmission>()).AsNoTracking().SingleOrDefaultAsync(s => s.Id == submission, ct);
    }
}
