using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Application.SupportProgrammes.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class SupportProgrammeListDocument(IQueryHandler<ListSupportProgrammesQuery, Page<SupportProgrammeDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListSupportProgrammesQuery, SupportProgrammeDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.SupportProgrammeList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "staffId"]);

    protected override IReadOnlyList<ListColumn<SupportProgrammeDto>> Columns { get; } =
    [
        new("Programme", 4, p => p.Kind),
        new("Pupils", 6, p => p.Pupils.Select(m => new PupilId(m.PupilId))),
        new("Practitioner", 4, p => p.PractitionerId is { } id ? new StaffId(id) : null),
        new("Priority", 3, p => p.Priority),
        new("Status", 3, p => p.Status),
        new("Sessions", 2, p => p.TargetSessions),
        new("Minutes a week", 3, p => p.MinutesPerWeek),
        new("To start by", 3, p => p.TargetStartOn),
        new("Started", 3, p => p.StartedOn),
        new("Late", 2, p => p.IsBreached),
        new("Waiting since", 0, p => p.WaitingSince),
        new("Purpose", 0, p => p.Purpose),
        new("Ended", 0, p => p.EndedOn),
        new("Recorded", 0, p => p.RecordedAt),
        new("Id", 0, p => p.Id),
    ];

    protected override bool IsWide => true;

    protected override ListSupportProgrammesQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        PractitionerId = request.StaffId,
    };

    protected override SensitivityLabel LabelOf(SupportProgrammeDto record) => SensitivityLabel.Pastoral;
}
