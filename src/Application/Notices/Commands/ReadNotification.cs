using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Application.Notices.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.Notices.Commands;

/// <summary>Marks one notice as read. It takes no version: reading does not depend on what was read before.</summary>
[Requires(Permissions.NotificationsWrite), Audited("notice.read")]
public sealed record ReadNotificationCommand(Guid Id) : ICommand<NotificationDto>;

internal sealed class ReadNotificationHandler(IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<ReadNotificationCommand, NotificationDto>
{
    public async Task<Result<NotificationDto>> Handle(ReadNotificationCommand request, CancellationToken cancellationToken)
    {
        var id = new NoticeId(request.Id);
        if (await db.NoticesOf(caller).SingleOrDefaultAsync(n => n.Id == id, cancellationToken) is not { } notice)
        {
            return CommonErrors.NotFound;
        }

        notice.Read(clock.GetUtcNow());
        return answers.Map<NotificationDto>(notice).WithLink();
    }
}
