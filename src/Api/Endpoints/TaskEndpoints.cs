using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Tasks;
using PupilSupport.Application.Tasks.Commands;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Application.Tasks.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class TaskEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var tasks = v1.MapGroup("/tasks").WithTags("Tasks");
        tasks.MapPost("", Create).Sends<CreateTaskCommand>();
        tasks.MapGet("", List).Sends<ListTasksQuery>();
        tasks.MapGet("/{id:guid}", Get).Sends<GetTaskQuery>();
        tasks.MapPatch("/{id:guid}", Revise).Sends<ReviseTaskCommand>();
        tasks.MapPost("/{id:guid}/start", Start).Sends<StartTaskCommand>();
        tasks.MapPost("/{id:guid}/reassign", Reassign).Sends<ReassignTaskCommand>();
        tasks.MapPost("/{id:guid}/snooze", Snooze).Sends<SnoozeTaskCommand>();
        tasks.MapPost("/{id:guid}/exempt", Exempt).Sends<ExemptTaskCommand>();
        tasks.MapPost("/{id:guid}/complete", Complete).Sends<CompleteTaskCommand>();
        tasks.MapPost("/{id:guid}/cancel", Cancel).Sends<CancelTaskCommand>();
        tasks.MapPost("/{id:guid}/reopen", Reopen).Sends<ReopenTaskCommand>();
        v1.MapGroup("/me").WithTags("Me").MapGet("/tasks", ListMine).Sends<ListMyTasksQuery>();
    }

    /// <summary>Makes a task.</summary>
    /// <remarks>
    /// For one member of staff, or for all who hold a role at the school. Due on a date or in a number of school days, by
    /// the school's calendar. Other kinds of task are made by the records that cause them.
    /// </remarks>
    private static Task<CreatedReply<TaskDto>> Create(TaskDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CreateTaskCommand(body), ct).Created(t => $"/v1/tasks/{t.Id}");

    /// <summary>Lists tasks.</summary>
    /// <remarks>
    /// One's own, one's teams', those that one has made, and for those who manage a school the school's. Days are
    /// Europe/London and both ends are included. Sorts: dueOn, updatedAt; dueOn when absent.
    /// </remarks>
    private static Task<OkReply<Page<TaskDto>>> List(Query<ListTasksQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Lists what I am to do.</summary>
    /// <remarks>Alone or with a team; open and in progress unless <c>status</c> says otherwise. Sorts: dueOn, updatedAt; dueOn when absent.</remarks>
    private static Task<OkReply<Page<TaskDto>>> ListMine(Query<ListMyTasksQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a task.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<TaskDto>> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetTaskQuery(id), ct).Ok();

    /// <summary>Changes a task.</summary>
    /// <remarks>Its author, and those who manage the school's tasks. The words of a task that came from its source are fixed.</remarks>
    private static Task<OkReply<TaskDto>> Revise(Guid id, IfMatch ifMatch, MergePatch<TaskEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseTaskCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Starts a task.</summary>
    /// <remarks>It tells the others of a team that somebody is at it.</remarks>
    private static Task<OkReply<TaskDto>> Start(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new StartTaskCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Gives a task to somebody else.</summary>
    /// <remarks>To a member of staff who works at the school today, who is told, or to all who hold a role there.</remarks>
    private static Task<OkReply<TaskDto>> Reassign(Guid id, IfMatch ifMatch, ReassignTaskBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReassignTaskCommand(id, ifMatch.Version, body, body.Reason), ct).Ok();

    /// <summary>Puts a task off.</summary>
    /// <remarks>It comes back on that day. It stays due when it was due, and may be late meanwhile.</remarks>
    private static Task<OkReply<TaskDto>> Snooze(Guid id, IfMatch ifMatch, PauseTaskBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new SnoozeTaskCommand(id, ifMatch.Version, body.Until, body.Reason), ct).Ok();

    /// <summary>Exempts from a task.</summary>
    /// <remarks>It need not be done, and is not late, until that day; then it comes back. For those who manage the school's tasks.</remarks>
    private static Task<OkReply<TaskDto>> Exempt(Guid id, IfMatch ifMatch, PauseTaskBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ExemptTaskCommand(id, ifMatch.Version, body.Until, body.Reason), ct).Ok();

    /// <summary>Completes a task.</summary>
    /// <remarks>A task that asks for a record, say for the outcome of a session, is completed by that record alone.</remarks>
    private static Task<OkReply<TaskDto>> Complete(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CompleteTaskCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Cancels a task.</summary>
    /// <remarks>For its author, and for those who manage the school's tasks.</remarks>
    private static Task<OkReply<TaskDto>> Cancel(Guid id, IfMatch ifMatch, CancelTaskBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CancelTaskCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Opens a task again.</summary>
    /// <remarks>Ends a pause early, or takes back an end. What its source has ended, or what is about a closed record, stays ended.</remarks>
    private static Task<OkReply<TaskDto>> Reopen(Guid id, IfMatch ifMatch, ReopenTaskBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReopenTaskCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
