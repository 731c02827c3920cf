using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Application.Observations.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class ObservationListDocument(IQueryHandler<ListObservationsQuery, Page<ObservationDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListObservationsQuery, ObservationDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.ObservationList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "staffId", "from", "to"]);

    protected override IReadOnlyList<ListColumn<ObservationDto>> Columns { get; } =
    [
        new("When", 3, o => o.ObservedAt),
        new("Pupils", 4, o => o.PupilIds.Select(id => new PupilId(id))),
        new("Kind", 3, o => o.Kind),
        new("Observation", 8, o => o.Text),
        new("By", 3, o => o.AuthorId is { } id ? new StaffId(id) : null),
        new("Recorded late because", 0, o => o.LateReason),
        new("Recorded", 0, o => o.RecordedAt),
        new("Id", 0, o => o.Id),
    ];

    protected override ListObservationsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        AuthorId = request.StaffId,
        From = request.From,
        To = request.To,
    };

    protected override SensitivityLabel LabelOf(ObservationDto record) => SensitivityLabel.Pastoral;
}
