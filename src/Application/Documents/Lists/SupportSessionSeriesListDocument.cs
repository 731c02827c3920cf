using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Application.SessionSeries.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class SupportSessionSeriesListDocument(
    IQueryHandler<ListSupportSessionSeriesQuery, Page<SupportSessionSeriesDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListSupportSessionSeriesQuery, SupportSessionSeriesDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.SupportSessionSeriesList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["staffId"]);

    protected override IReadOnlyList<ListColumn<SupportSessionSeriesDto>> Columns { get; } =
    [
        new("Practitioner", 5, s => new StaffId(s.PractitionerId)),
        new("Day", 3, s => s.Weekday),
        new("Time", 2, s => s.Time.ToString("HH:mm", CultureInfo.InvariantCulture)),
        new("Minutes", 2, s => s.Minutes),
        new("Room", 4, s => s.Room),
        new("From", 3, s => s.From),
        new("Sessions", 2, s => s.Count),
        new("Until", 3, s => s.Until),
        new("Status", 3, s => s.Status),
        new("Cancelled from", 0, s => s.CancelledFrom),
        new("Programme id", 0, s => s.ProgrammeId),
        new("Recorded", 0, s => s.RecordedAt),
        new("Id", 0, s => s.Id),
    ];

    protected override ListSupportSessionSeriesQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId, PractitionerId = request.StaffId };

    protected override SensitivityLabel LabelOf(SupportSessionSeriesDto record) => SensitivityLabel.Pastoral;
}
