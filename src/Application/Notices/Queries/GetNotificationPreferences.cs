using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.Notices.Queries;

[Requires(Permissions.NotificationsRead)]
public sealed record GetNotificationPreferencesQuery : IQuery<NotificationPreferencesDto>;

internal sealed class GetNotificationPreferencesHandler(IAppDbContext db, ICaller caller)
    : IQueryHandler<GetNotificationPreferencesQuery, NotificationPreferencesDto>
{
    public async Task<Result<NotificationPreferencesDto>> Handle(GetNotificationPreferencesQuery request, CancellationToken cancellationToken)
    {
        // A machine is told nothing, so the defaults are all there is to say.
        var staff = caller.StaffId;
        var said = await db.Set<NotificationPreferences>().AsNoTracking().SingleOrDefaultAsync(p => p.StaffId == staff, cancellationToken);
        return NotificationPreferencesDto.Of(said?.Wishes ?? DeliveryWishes.Default, said?.Version ?? 0);
    }
}
