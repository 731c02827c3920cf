using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.NotificationWebhooks.Queries;

[Requires(Permissions.NotificationWebhooksRead)]
public sealed record GetNotificationWebhookQuery(Guid Id) : IQuery<NotificationWebhookDto>;

internal sealed class GetNotificationWebhookHandler(WebhookScope scope, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetNotificationWebhookQuery, NotificationWebhookDto>
{
    public async Task<Result<NotificationWebhookDto>> Handle(GetNotificationWebhookQuery request, CancellationToken cancellationToken)
    {
        var id = new NotificationWebhookId(request.Id);
        var found = await scope.For(Permissions.NotificationWebhooksRead).AsNoTracking().Where(w => w.Id == id)
            .ProjectTo<NotificationWebhookDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return found is null ? CommonErrors.NotFound : found;
    }
}
