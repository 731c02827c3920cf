using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.Notices.Commands;

/// <param name="ExpectedVersion">Null for any; 0 when nothing was said yet.</param>
[Requires(Permissions.NotificationsWrite), Audited("notification_preferences.put")]
public sealed record PutNotificationPreferencesCommand(DeliveryWishes Wishes, int? ExpectedVersion) : ICommand<Upserted<NotificationPreferencesDto>>;

internal sealed class PutNotificationPreferencesHandler(IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<PutNotificationPreferencesCommand, Upserted<NotificationPreferencesDto>>
{
    public async Task<Result<Upserted<NotificationPreferencesDto>>> Handle(PutNotificationPreferencesCommand request, CancellationToken cancellationToken)
    {
        if (caller.StaffId is not { } staff)
        {
            return CommonErrors.NotFound;
        }

        var known = await db.Set<NotificationPreferences>().SingleOrDefaultAsync(p => p.StaffId == staff, cancellationToken);
        var said = known is null ? Create(request, staff) : Revise(known, request);
        return said.IsSuccess ? new Upserted<NotificationPreferencesDto>(answers.Map<NotificationPreferencesDto>(said.Value), known is null) : said.Error;
    }

    private Result<NotificationPreferences> Create(PutNotificationPreferencesCommand request, Domain.Staff.StaffId staff)
    {
        if (request.ExpectedVersion is not (null or 0))
        {
            return CommonErrors.PreconditionFailed;
        }

        var preferences = NotificationPreferences.Create(caller.TrustId, staff, request.Wishes, clock.GetUtcNow());
        if (preferences.IsSuccess)
        {
            db.Set<NotificationPreferences>().Add(preferences.Value);
        }

        return preferences;
    }

    private static Result<NotificationPreferences> Revise(NotificationPreferences known, PutNotificationPreferencesCommand request)
    {
        if (known.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        return known.Say(request.Wishes) is { IsSuccess: false } refused ? refused.Error : known;
    }
}
