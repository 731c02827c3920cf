using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.NotificationWebhooks.Queries;

/// <summary>What was posted to a webhook, or will be. Sort: <c>recordedAt</c>; the newest first when absent.</summary>
[Requires(Permissions.NotificationWebhooksRead)]
public sealed record ListWebhookDeliveriesQuery : PagedQuery, IQuery<Page<WebhookDeliveryDto>>
{
    [JsonIgnore]
    public Guid WebhookId { get; init; }

    /// <summary>Those in this state.</summary>
    public DeliveryStatus? Status { get; init; }
}

internal sealed class ListWebhookDeliveriesHandler(IAppDbContext db, WebhookScope scope, IPager pager)
    : IQueryHandler<ListWebhookDeliveriesQuery, Page<WebhookDeliveryDto>>
{
    private static readonly Keyset<NoticeDelivery, WebhookDeliveryDto>[] Sorts =
    [
        Keyset.By<NoticeDelivery, WebhookDeliveryDto, DateTimeOffset, NoticeDeliveryId>(
            "recordedAt", x => x.RecordedAt, d => d.RecordedAt, x => x.Id, d => d.Id, descending: true),
    ];

    public async Task<Result<Page<WebhookDeliveryDto>>> Handle(ListWebhookDeliveriesQuery request, CancellationToken cancellationToken)
    {
        var id = new NotificationWebhookId(request.WebhookId);
        if (!await scope.For(Permissions.NotificationWebhooksRead).AnyAsync(w => w.Id == id, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var deliveries = db.Set<NoticeDelivery>().Where(d => d.WebhookId == id);
        return await pager.PageAsync(
            request.Status is { } status ? deliveries.Where(d => d.Status == status) : deliveries, request, Sorts, cancellationToken);
    }
}
