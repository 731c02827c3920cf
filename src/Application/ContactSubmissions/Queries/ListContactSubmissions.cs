using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.ContactSubmissions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.ContactSubmissions.Queries;

/// <summary>What contacts have sent. Sort: <c>recordedAt</c>, the latest first when absent.</summary>
[Requires(Permissions.ContactsWrite), Audited("contact_submission.list")]
public sealed record ListContactSubmissionsQuery : PagedQuery, IQuery<Page<ContactSubmissionDto>>
{
    public Guid? SchoolId { get; init; }
    public Guid? PupilId { get; init; }
    public ContactSubmissionStatus? Status { get; init; }
}

internal sealed class ListContactSubmissionsHandler(ContactSubmissionScope scope, IPager pager)
    : IQueryHandler<ListContactSubmissionsQuery, Page<ContactSubmissionDto>>
{
    private static readonly Keyset<ContactSubmission, ContactSubmissionDto>[] Sorts =
    [
        Keyset.By<ContactSubmission, ContactSubmissionDto, DateTimeOffset, ContactSubmissionId>(
            "recordedAt", s => s.RecordedAt, d => d.RecordedAt, s => s.Id, d => d.Id, descending: true),
    ];

    public Task<Result<Page<ContactSubmissionDto>>> Handle(ListContactSubmissionsQuery request, CancellationToken cancellationToken)
    {
        SchoolId? school = request.SchoolId is { } s ? new(s) : null;
        PupilId? pupil = request.PupilId is { } p ? new(p) : null;
        var status = request.Status;
        var submissions = scope.Reachable()
            .Where(x => school == null || x.SchoolId == school)
            .Where(x => pupil == null || x.PupilId == pupil)
            .Where(x => status == null || x.Status == status);
        return pager.PageAsync(submissions, request, Sorts, cancellationToken);
    }
}
