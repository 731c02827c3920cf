using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Rooms.Commands;
using PupilSupport.Application.Rooms.Dtos;
using PupilSupport.Application.Rooms.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class RoomEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var rooms = v1.MapGroup("/rooms").WithTags("Rooms");
        rooms.MapGet("", List).Sends<ListRoomsQuery>();
        rooms.MapPost("", Create).Sends<CreateRoomCommand>();
        rooms.MapGet("/{id:guid}", Get).Sends<GetRoomQuery>();
        rooms.MapPatch("/{id:guid}", Revise).Sends<ReviseRoomCommand>();
    }

    /// <summary>Lists rooms.</summary>
    /// <remarks>Those of the caller's schools, by name. A session that names a new room makes it, for one session at a time.</remarks>
    private static Task<OkReply<Page<RoomDto>>> List(Query<ListRoomsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Makes a room.</summary>
    /// <remarks>A school has one of each name, whatever the case (409).</remarks>
    private static Task<CreatedReply<RoomDto>> Create(CreateRoomBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CreateRoomCommand(body.SchoolId, body.Name, body.Capacity), ct).Created(r => $"/v1/rooms/{r.Id}");

    /// <summary>Returns a room.</summary>
    /// <remarks>Its ETag is what a change of it needs.</remarks>
    private static Task<OkReply<RoomDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetRoomQuery(id), ct).Ok();

    /// <summary>Changes a room's capacity.</summary>
    /// <remarks>It counts from now on; what is booked already stays.</remarks>
    private static Task<OkReply<RoomDto>> Revise(
        Guid id, IfMatch ifMatch, MergePatch<RoomEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseRoomCommand(id, ifMatch.Version, patch), ct).Ok();
}
