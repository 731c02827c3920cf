using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ContactSubmissions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.ContactSubmissions.Commands;

/// <summary>Takes what a contact has sent over into the contact.</summary>
[Requires(Permissions.ContactsWrite), Audited("contact_submission.accept")]
public sealed record AcceptContactSubmissionCommand(Guid Id, int Version) : ICommand<ContactSubmissionDto>;

internal sealed class AcceptContactSubmissionHandler(
    ContactSubmissionScope scope, ContactStanding standing, IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<AcceptContactSubmissionCommand, ContactSubmissionDto>
{
    public async Task<Result<ContactSubmissionDto>> Handle(AcceptContactSubmissionCommand request, CancellationToken cancellationToken)
    {
        var id = new ContactSubmissionId(request.Id);
        if (await scope.Reachable().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } submission)
        {
            return CommonErrors.NotFound;
        }

        if ((submission.Check(request.Version).Error ?? await standing.RefusalAsync(submission.ContactId, submission.PupilId, cancellationToken)) is { } refused)
        {
            return refused;
        }

        var contactId = submission.ContactId;
        var contact = await db.Set<Contact>().SingleAsync(c => c.Id == contactId, cancellationToken);
        return submission.Accept(contact, caller.StaffId, clock.GetUtcNow()).Error is { } error ? error : answers.Map<ContactSubmissionDto>(submission);
    }
}
