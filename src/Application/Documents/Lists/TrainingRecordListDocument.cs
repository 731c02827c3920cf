using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Application.Training.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class TrainingRecordListDocument(IQueryHandler<ListTrainingRecordsQuery, Page<TrainingRecordDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListTrainingRecordsQuery, TrainingRecordDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.TrainingRecordList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["staffId"]);

    protected override IReadOnlyList<ListColumn<TrainingRecordDto>> Columns { get; } =
    [
        new("Member of staff", 5, t => new StaffId(t.StaffId)),
        new("Training", 5, t => t.Type),
        new("Status", 3, t => t.Status),
        new("Booked for", 3, t => t.BookedFor),
        new("Completed", 3, t => t.CompletedOn),
        new("Last day", 3, t => t.ExpiresOn),
        new("Provider", 0, t => t.Provider),
        new("Certificate", 0, t => t.CertificateNumber),
        new("Revoked from", 0, t => t.RevokedOn),
        new("Recorded", 0, t => t.RecordedAt),
        new("Id", 0, t => t.Id),
    ];

    protected override ListTrainingRecordsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        StaffId = request.StaffId,
    };

    protected override SensitivityLabel LabelOf(TrainingRecordDto record) => SensitivityLabel.Standard;
}
