using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Application.Tasks.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class TaskListDocument(IQueryHandler<ListTasksQuery, Page<TaskDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListTasksQuery, TaskDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.TaskList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "staffId", "team", "from", "to"]);

    protected override IReadOnlyList<ListColumn<TaskDto>> Columns { get; } =
    [
        new("Due", 4, t => t.DueOn),
        new("Task", 8, t => t.Title),
        new("Pupil", 5, t => t.PupilId is { } id ? new PupilId(id) : null),
        new("For", 5, t => t.OwnerId is { } id ? new StaffId(id) : t.Team),
        new("Priority", 4, t => t.Priority),
        new("Status", 4, t => t.Status),
        new("Late", 3, t => t.IsOverdue),
        new("Kind", 0, t => t.Kind),
        new("Label", 0, t => t.Label),
        new("Comes back", 0, t => t.ResumesOn),
        new("Paused because", 0, t => t.PauseReason),
        new("Of", 0, t => t.Source?.Self),
        new("Recorded", 0, t => t.RecordedAt),
        new("Ended", 0, t => t.EndedAt),
        new("Cancelled because", 0, t => t.CancelReason),
        new("Id", 0, t => t.Id),
    ];

    protected override ListTasksQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        OwnerId = request.StaffId,
        Team = request.Team,
        DueFrom = request.From,
        DueTo = request.To,
    };

    protected override SensitivityLabel LabelOf(TaskDto record) => record.Label;
}
