using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.Notices.Queries;

/// <summary>The caller's own notices. Sort: <c>recordedAt</c>; the newest first when absent.</summary>
[Requires(Permissions.NotificationsRead)]
public sealed record ListNotificationsQuery : PagedQuery, IQuery<Page<NotificationDto>>
{
    /// <summary>True for the unread alone, false for those that were read.</summary>
    public bool? Unread { get; init; }

    /// <summary>Those of this kind.</summary>
    public NoticeKind? Kind { get; init; }
}

internal sealed class ListNotificationsHandler(IAppDbContext db, ICaller caller, IPager pager) : IQueryHandler<ListNotificationsQuery, Page<NotificationDto>>
{
    private static readonly Keyset<Notice, NotificationDto>[] Sorts =
    [
        Keyset.By<Notice, NotificationDto, DateTimeOffset, NoticeId>(
            "recordedAt", n => n.RecordedAt, d => d.RecordedAt, n => n.Id, d => d.Id, descending: true),
    ];

    public async Task<Result<Page<NotificationDto>>> Handle(ListNotificationsQuery request, CancellationToken cancellationToken)
    {
        var notices = db.NoticesOf(caller);
        if (request.Unread is { } unread)
        {
            notices = notices.Where(n => n.ReadAt == null == unread);
        }

        if (request.Kind is { } kind)
        {
            notices = notices.Where(n => n.Kind == kind);
        }

        var page = await pager.PageAsync(notices, request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(n => n.WithLink())] } : page.Error;
    }
}

internal static class OwnNotices
{
    /// <summary>A machine has none.</summary>
    public static IQueryable<Notice> NoticesOf(this IAppDbContext db, ICaller caller)
    {
        var staff = caller.StaffId;
        return db.Set<Notice>().Where(n => n.StaffId == staff);
    }
}
