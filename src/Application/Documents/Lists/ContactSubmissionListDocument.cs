using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.ContactSubmissions.Dtos;
using PupilSupport.Application.ContactSubmissions.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class ContactSubmissionListDocument(IQueryHandler<ListContactSubmissionsQuery, Page<ContactSubmissionDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListContactSubmissionsQuery, ContactSubmissionDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.ContactSubmissionList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId"]);

    protected override IReadOnlyList<ListColumn<ContactSubmissionDto>> Columns { get; } =
    [
        new("Sent", 3, s => s.RecordedAt),
        new("Pupil", 4, s => new PupilId(s.PupilId)),
        new("Contact", 4, s => new ContactId(s.ContactId)),
        new("Telephone", 4, s => s.Phone),
        new("E-mail", 5, s => s.Email),
        new("Status", 3, s => s.Status),
        new("Decided", 0, s => s.DecidedAt),
        new("Decided by", 0, s => s.DecidedById is { } id ? new StaffId(id) : null),
        new("Rejected because", 0, s => s.RejectReason),
        new("Id", 0, s => s.Id),
    ];

    protected override ListContactSubmissionsQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId, PupilId = request.PupilId };

    /// <summary>That a contact belongs to a pupil is pastoral.</summary>
    protected override SensitivityLabel LabelOf(ContactSubmissionDto record) => SensitivityLabel.Pastoral;
}
