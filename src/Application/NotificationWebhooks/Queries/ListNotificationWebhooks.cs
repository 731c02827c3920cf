using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.NotificationWebhooks.Queries;

/// <summary>The webhooks within reach. Sort: <c>recordedAt</c>.</summary>
[Requires(Permissions.NotificationWebhooksRead)]
public sealed record ListNotificationWebhooksQuery : PagedQuery, IQuery<Page<NotificationWebhookDto>>
{
    /// <summary>Those of this school.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>Those in this state.</summary>
    public WebhookStatus? Status { get; init; }
}

internal sealed class ListNotificationWebhooksHandler(WebhookScope scope, IPager pager)
    : IQueryHandler<ListNotificationWebhooksQuery, Page<NotificationWebhookDto>>
{
    private static readonly Keyset<NotificationWebhook, NotificationWebhookDto>[] Sorts =
    [
        Keyset.By<NotificationWebhook, NotificationWebhookDto, DateTimeOffset, NotificationWebhookId>(
            "recordedAt", w => w.RecordedAt, d => d.RecordedAt, w => w.Id, d => d.Id),
    ];

    public Task<Result<Page<NotificationWebhookDto>>> Handle(ListNotificationWebhooksQuery request, CancellationToken cancellationToken)
    {
        var webhooks = scope.For(Permissions.NotificationWebhooksRead);
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            webhooks = webhooks.Where(w => w.SchoolId == id);
        }

        if (request.Status is { } status)
        {
            webhooks = webhooks.Where(w => w.Status == status);
        }

        return pager.PageAsync(webhooks, request, Sorts, cancellationToken);
    }
}
