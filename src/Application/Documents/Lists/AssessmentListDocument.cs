using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Assessments.Queries;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class AssessmentListDocument(IQueryHandler<ListAssessmentsQuery, Page<AssessmentDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListAssessmentsQuery, AssessmentDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.AssessmentList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "from", "to"]);

    protected override IReadOnlyList<ListColumn<AssessmentDto>> Columns { get; } =
    [
        new("On", 3, a => a.AssessedOn),
        new("Pupil", 4, a => new PupilId(a.PupilId)),
        new("Instrument", 4, a => a.Instrument),
        new("Norms", 3, a => a.NormVersion),
        new("Respondent", 3, a => a.Respondent),
        new("Purpose", 3, a => a.Purpose),
        new("Total", 2, a => a.Total),
        new("Band", 3, a => a.TotalBand),
        new("Status", 3, a => a.Status),
        new("By", 0, a => new StaffId(a.AssessedById)),
        new("Due again", 0, a => a.ReviewDueOn),
        new("Recorded", 0, a => a.RecordedAt),
        new("Id", 0, a => a.Id),
    ];

    protected override bool IsWide => true;

    protected override ListAssessmentsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        AssessedFrom = request.From,
        AssessedTo = request.To,
    };

    protected override SensitivityLabel LabelOf(AssessmentDto record) => SensitivityLabel.Pastoral;
}
