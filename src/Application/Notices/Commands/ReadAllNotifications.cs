using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Application.Notices.Queries;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Notices.Commands;

/// <summary>Marks the caller's unread notices as read, the oldest first.</summary>
[Requires(Permissions.NotificationsWrite), Audited("notice.read_all")]
public sealed record ReadAllNotificationsCommand : ICommand<NotificationsReadDto>;

internal sealed class ReadAllNotificationsHandler(IAppDbContext db, ICaller caller, TimeProvider clock)
    : ICommandHandler<ReadAllNotificationsCommand, NotificationsReadDto>
{
    public async Task<Result<NotificationsReadDto>> Handle(ReadAllNotificationsCommand request, CancellationToken cancellationToken)
    {
        var unread = await db.NoticesOf(caller).Where(n => n.ReadAt == null)
            .OrderBy(n => n.RecordedAt).ThenBy(n => n.Id).Take(NotificationsReadDto.Most + 1).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var notice in unread.Take(NotificationsReadDto.Most))
        {
            notice.Read(now);
        }

        return new NotificationsReadDto(Math.Min(unread.Count, NotificationsReadDto.Most), unread.Count > NotificationsReadDto.Most);
    }
}
