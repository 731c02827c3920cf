using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.ContactSubmissions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.ContactSubmissions.Queries;

[Requires(Permissions.ContactsWrite), Audited("contact_submission.read")]
public sealed record GetContactSubmissionQuery(Guid Id) : IQuery<ContactSubmissionDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (ContactSubmission.Kind, Id);
}

internal sealed class GetContactSubmissionHandler(ContactSubmissionScope scope, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetContactSubmissionQuery, ContactSubmissionDto>
{
    public async Task<Result<ContactSubmissionDto>> Handle(GetContactSubmissionQuery request, CancellationToken cancellationToken)
    {
        var id = new ContactSubmissionId(request.Id);
        return await scope.Reachable().AsNoTracking().Where(s => s.Id == id).ProjectTo<ContactSubmissionDto>(maps).SingleOrDefaultAsync(cancellationToken) is { } found
            ? found
            : CommonErrors.NotFound;
    }
}
