using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Application.Recognitions.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class RecognitionListDocument(IQueryHandler<ListRecognitionsQuery, Page<RecognitionDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListRecognitionsQuery, RecognitionDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.RecognitionList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "staffId", "from", "to"]);

    protected override IReadOnlyList<ListColumn<RecognitionDto>> Columns { get; } =
    [
        new("When", 3, r => r.OccurredAt),
        new("Pupils", 4, r => r.PupilIds.Select(id => new PupilId(id))),
        new("For", 3, r => r.Kind),
        new("Recognition", 6, r => r.Text),
        new("In the pupil’s words", 4, r => r.PupilWords),
        new("By", 3, r => r.AuthorId is { } id ? new StaffId(id) : null),
        new("Card went home", 3, r => r.SharedHomeAt),
        new("Note for staff", 0, r => r.StaffNote),
        new("Recorded", 0, r => r.RecordedAt),
        new("Id", 0, r => r.Id),
    ];

    protected override ListRecognitionsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        AuthorId = request.StaffId,
        From = request.From,
        To = request.To,
    };

    protected override SensitivityLabel LabelOf(RecognitionDto record) => SensitivityLabel.Pastoral;
}
