using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ContactSubmissions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.ContactSubmissions.Commands;

/// <summary>Leaves the contact as it is.</summary>
[Requires(Permissions.ContactsWrite), Audited("contact_submission.reject")]
public sealed record RejectContactSubmissionCommand(Guid Id, int Version, string Reason) : ICommand<ContactSubmissionDto>, IReasoned;

internal sealed class RejectContactSubmissionHandler(ContactSubmissionScope scope, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<RejectContactSubmissionCommand, ContactSubmissionDto>
{
    public async Task<Result<ContactSubmissionDto>> Handle(RejectContactSubmissionCommand request, CancellationToken cancellationToken)
    {
        var id = new ContactSubmissionId(request.Id);
        if (await scope.Reachable().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } submission)
        {
            return CommonErrors.NotFound;
        }

        return (submission.Check(request.Version).Error ?? submission.Reject(request.Reason, caller.StaffId, clock.GetUtcNow()).Error) is { } error
            ? error
            : answers.Map<ContactSubmissionDto>(submission);
    }
}
