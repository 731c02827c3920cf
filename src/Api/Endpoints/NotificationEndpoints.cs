using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Notices.Commands;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Application.Notices.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class NotificationEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var mine = v1.MapGroup("/me/notifications").WithTags("Notifications");
        mine.MapGet("", List).Sends<ListNotificationsQuery>();
        mine.MapPost("/read-all", ReadAll).Sends<ReadAllNotificationsCommand>();
        mine.MapGet("/{id:guid}", Get).Sends<GetNotificationQuery>();
        mine.MapPost("/{id:guid}/read", Read).Sends<ReadNotificationCommand>();
        var preferences = v1.MapGroup("/notification-preferences").WithTags("Notifications");
        preferences.MapGet("", GetPreferences).Sends<GetNotificationPreferencesQuery>();
        preferences.MapPut("", PutPreferences).Sends<PutNotificationPreferencesCommand>();
    }

    /// <summary>Lists my notices.</summary>
    /// <remarks>The newest first. A notice says what kind of thing waits and where; what it says stands behind its link, for those who may read it.</remarks>
    private static Task<OkReply<Page<NotificationDto>>> List(Query<ListNotificationsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns one of my notices.</summary>
    /// <remarks>It is read when it is marked so, not by being fetched.</remarks>
    private static Task<OkReply<NotificationDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetNotificationQuery(id), ct).Ok();

    /// <summary>Marks one of my notices as read.</summary>
    /// <remarks>Marking it again changes nothing. What was not yet delivered is then not delivered.</remarks>
    private static Task<OkReply<NotificationDto>> Read(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReadNotificationCommand(id), ct).Ok();

    /// <summary>Marks all my notices as read.</summary>
    /// <remarks>The oldest 100 at a time; the answer says whether to ask again.</remarks>
    private static Task<OkReply<NotificationsReadDto>> ReadAll(IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReadAllNotificationsCommand(), ct).Ok();

    /// <summary>Returns how I want notices delivered.</summary>
    /// <remarks>The defaults, with version 0, while I have said nothing. Machine clients can say nothing.</remarks>
    private static Task<OkReply<NotificationPreferencesDto>> GetPreferences(IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetNotificationPreferencesQuery(), ct).Ok();

    /// <summary>Sets how I want notices delivered.</summary>
    /// <remarks>
    /// Replaces the whole. Quiet hours hold notices back, a digest gathers them into one e-mail a day; what is urgent
    /// bypasses both. Machine clients have nothing to set (404).
    /// </remarks>
    private static Task<UpsertedReply<NotificationPreferencesDto>> PutPreferences(
        NotificationPreferencesBody body, IfMatch? ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new PutNotificationPreferencesCommand(body.ToWishes(), Expected.Of(ifMatch)), ct).Upserted(_ => "/v1/notification-preferences");
}
