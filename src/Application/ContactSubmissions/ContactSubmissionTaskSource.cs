using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.ContactSubmissions;

internal sealed class ContactSubmissionTaskSource(IAppDbContext db, ContactSubmissionScope scope)
    : TaskSourceOf<ContactSubmission, ContactSubmissionId>(db, scope.Reachable)
{
    public override string Kind => ContactSubmission.Kind;

    public override string Path => "/v1/contact-submissions";
}
