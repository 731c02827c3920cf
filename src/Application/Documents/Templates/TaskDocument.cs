using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Documents.Lists;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Application.Tasks.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

internal sealed class TaskDocument(IQueryHandler<GetTaskQuery, TaskDto> tasks, ListNames names, ICaller caller) : IDocumentTemplate
{
    public DocumentKind Kind => DocumentKind.Task;

    public DocumentMembers Takes { get; } = new("recordId");

    public string Permission => Permissions.TasksRead;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var found = await tasks.Handle(new GetTaskQuery(request.RecordId!.Value), ct);
        if (!found.IsSuccess)
        {
            return CommonErrors.UnknownReference.At("/recordId");
        }

        var task = found.Value;
        var facts = FactsOf(task);
        await names.LearnAsync(facts.Select(f => f.Value), ct);
        var content = new DocumentContent
        {
            Title = $"Task: {task.Title}",
            School = await names.SchoolAsync(task.SchoolId, ct),
            Label = task.Label,
            Blocks = [Facts(facts.Skip(1).Select(f => (f.Name, names.OnPaper(f.Value))))],
            Data = new DocumentTable("Task", [.. facts.Select(f => new DocumentColumn(f.Name))], [[.. facts.Select(f => names.InSheet(f.Value))]]),
        };
        return new DocumentDraft(content, task.Id, task.Version, names.Pupils);
    }

    public async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct)
    {
        var task = await tasks.Handle(new GetTaskQuery(document.RecordId!.Value), ct);
        return task.IsSuccess && caller.Has(Permission) ? new DocumentStanding(task.Value.Version) : null;
    }

    /// <summary>The title first, which on paper is the heading.</summary>
    private static (string Name, object? Value)[] FactsOf(TaskDto task) =>
    [
        ("Task", task.Title),
        ("Kind", task.Kind),
        ("Status", task.Status),
        ("Priority", task.Priority),
        ("Due", task.DueOn),
        ("Due may become later", task.DueIsProvisional),
        ("Late", task.IsOverdue),
        ("For", task.OwnerId is { } owner ? new StaffId(owner) : task.Team),
        ("Pupil", task.PupilId is { } pupil ? new PupilId(pupil) : null),
        ("Of", task.Source?.Self),
        ("Comes back", task.ResumesOn),
        ("Paused because", task.PauseReason),
        ("Made by", task.CreatedById is { } author ? new StaffId(author) : null),
        ("Recorded", task.RecordedAt),
        ("Found late", task.EscalatedAt),
        ("Then shown to", task.EscalatedTo),
        ("Ended", task.EndedAt),
        ("Ended by", task.EndedById is { } ender ? new StaffId(ender) : null),
        ("Cancelled because", task.CancelReason),
        ("Reference", task.Id),
    ];
}
