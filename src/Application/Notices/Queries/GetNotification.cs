using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.Notices.Queries;

[Requires(Permissions.NotificationsRead)]
public sealed record GetNotificationQuery(Guid Id) : IQuery<NotificationDto>;

internal sealed class GetNotificationHandler(IAppDbContext db, ICaller caller, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetNotificationQuery, NotificationDto>
{
    public async Task<Result<NotificationDto>> Handle(GetNotificationQuery request, CancellationToken cancellationToken)
    {
        var id = new NoticeId(request.Id);
        var found = await db.NoticesOf(caller).AsNoTracking().Where(n => n.Id == id)
            .ProjectTo<NotificationDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return found is null ? CommonErrors.NotFound : found.WithLink();
    }
}
