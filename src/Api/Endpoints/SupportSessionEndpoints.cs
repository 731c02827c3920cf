using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Application.SupportSessions.Commands;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Application.SupportSessions.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class SupportSessionEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var sessions = v1.MapGroup("/support-sessions").WithTags("Support sessions");
        sessions.MapPost("", Schedule).Sends<ScheduleSupportSessionCommand>();
        sessions.MapGet("", List).Sends<ListSupportSessionsQuery>();
        sessions.MapGet("/{id:guid}", Get).Sends<GetSupportSessionQuery>();
        sessions.MapPatch("/{id:guid}", Revise).Sends<ReviseSupportSessionCommand>();
        sessions.MapPost("/{id:guid}/start", Start).Sends<StartSupportSessionCommand>();
        sessions.MapPost("/{id:guid}/complete", Complete).Sends<CompleteSupportSessionCommand>();
        sessions.MapPost("/{id:guid}/cancel", Cancel).Sends<CancelSupportSessionCommand>();
        sessions.MapPost("/{id:guid}/miss", Miss).Sends<MissSupportSessionCommand>();
        sessions.MapPost("/{id:guid}/amend", Amend).Sends<AmendSupportSessionCommand>();
        sessions.MapPost("/{id:guid}/addenda", AddAddendum).Sends<AddSupportSessionAddendumCommand>();
        sessions.MapPost("/{id:guid}/void", Void).Sends<VoidSupportSessionCommand>();
    }

    /// <summary>Schedules a session, or records one that has taken place.</summary>
    /// <remarks>
    /// The day must be a school day by the school's calendar, staff and pupils at the school on it. Nobody is in two
    /// sessions at once (409 with the ids of the clashing sessions that the caller may see), nor is a room for one;
    /// in-class support and check-ins withdraw nobody. With <c>completion</c> the session is completed at once.
    /// </remarks>
    private static Task<CreatedReply<SupportSessionDto>> Schedule(ScheduleSupportSessionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ScheduleSupportSessionCommand(body.SchoolId, body, body.Completion), ct).Created(s => $"/v1/support-sessions/{s.Id}");

    /// <summary>Lists sessions.</summary>
    /// <remarks>
    /// Practitioners see the sessions that they give; wider permissions reach all of the school's. Days are
    /// Europe/London and both ends are included. Sorts: startsAt, updatedAt; -startsAt when absent.
    /// </remarks>
    private static Task<OkReply<Page<SupportSessionDto>>> List(Query<ListSupportSessionsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a session.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<SupportSessionDto>> Get(Guid id, Query<GetSupportSessionQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { Id = id }, ct).Ok();

    /// <summary>Changes the plan of a scheduled session.</summary>
    /// <remarks>Absent members stay, null clears, lists are replaced. The whole plan is checked as when it was made.</remarks>
    private static Task<OkReply<SupportSessionDto>> Revise(
        Guid id, IfMatch ifMatch, MergePatch<SupportSessionEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseSupportSessionCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Starts a session.</summary>
    /// <remarks>At the earliest 15 minutes before its time.</remarks>
    private static Task<OkReply<SupportSessionDto>> Start(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new StartSupportSessionCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Completes a session.</summary>
    /// <remarks>
    /// From scheduled or in progress, at the earliest 15 minutes before its time. Every participant is accounted for;
    /// the note can be amended for 48 hours.
    /// </remarks>
    private static Task<OkReply<SupportSessionDto>> Complete(
        Guid id, IfMatch ifMatch, SupportSessionCompletion body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CompleteSupportSessionCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Cancels a scheduled session.</summary>
    /// <remarks>Its slot is free again.</remarks>
    private static Task<OkReply<SupportSessionDto>> Cancel(
        Guid id, IfMatch ifMatch, CancelSupportSessionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CancelSupportSessionCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Records that a scheduled session did not take place.</summary>
    /// <remarks>When the cause was the school's own, <c>catchUpOwed</c> becomes true; its slot is free again.</remarks>
    private static Task<OkReply<SupportSessionDto>> Miss(
        Guid id, IfMatch ifMatch, MissSupportSessionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new MissSupportSessionCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Corrects the note of a completed session.</summary>
    /// <remarks>Within 48 hours of completion; then an addendum is the only way.</remarks>
    private static Task<OkReply<SupportSessionDto>> Amend(
        Guid id, IfMatch ifMatch, AmendSupportSessionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AmendSupportSessionCommand(id, ifMatch.Version, body.Note, body.Reason), ct).Ok();

    /// <summary>Adds an addendum to a completed session.</summary>
    /// <remarks>It changes nothing that was written before.</remarks>
    private static Task<OkReply<SupportSessionDto>> AddAddendum(
        Guid id, IfMatch ifMatch, AddSupportSessionAddendumBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AddSupportSessionAddendumCommand(id, ifMatch.Version, body.Text), ct).Ok();

    /// <summary>Voids a session.</summary>
    /// <remarks>
    /// It leaves every count and keeps its text; nothing is deleted. <c>replacement</c> makes the session that should
    /// have stood there, at the same school, in the same transaction.
    /// </remarks>
    private static Task<OkReply<SupportSessionDto>> Void(
        Guid id, IfMatch ifMatch, VoidSupportSessionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidSupportSessionCommand(id, ifMatch.Version, body.Reason, body.ReplacedById, body.Replacement), ct).Ok();
}
