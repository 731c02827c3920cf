using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Referrals.Queries;

/// <summary>How long pupils wait for what they were referred to; of the referrals that the caller may read one by one, so that no count needs hiding.</summary>
[Requires(Permissions.ReferralsReadAll), Audited("referral.report_waiting")]
public sealed record GetReferralWaitingReportQuery : IQuery<ReferralWaitingReportDto>
{
    public required Guid SchoolId { get; init; }
}

internal sealed class GetReferralWaitingReportHandler(SchoolScope reach, ReferralAccess access, SchoolCalendars calendars, TimeProvider clock)
    : IQueryHandler<GetReferralWaitingReportQuery, ReferralWaitingReportDto>
{
    public async Task<Result<ReferralWaitingReportDto>> Handle(GetReferralWaitingReportQuery request, CancellationToken cancellationToken)
    {
        if (!await reach.IncludesAsync(request.SchoolId, Permissions.ReferralsReadAll, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var (school, today) = (new SchoolId(request.SchoolId), LondonTime.DateOf(clock.GetUtcNow()));
        var waits = await access.Readable().AsNoTracking()
            .Where(r => r.SchoolId == school && r.SubmittedAt != null && r.StartedAt == null && r.EndedAt == null)
            .Select(r => new { r.Service, Since = r.SubmittedAt!.Value, r.AnswerBy, r.AcceptedAt })
            .ToListAsync(cancellationToken);
        var first = waits.Select(w => LondonTime.DateOf(w.Since)).Append(today).Min();
        var calendar = await calendars.AroundAsync(school, first, cancellationToken);
        return new ReferralWaitingReportDto
        {
            AsOf = today,
            SchoolId = request.SchoolId,
            Services =
            [
                .. waits.GroupBy(w => w.Service)
                    .Select(g => new ReferralWaitingServiceDto
                    {
                        Service = g.Key,
                        Waiting = g.Count(),
                        Undecided = g.Count(w => w.AcceptedAt is null),
                        Overdue = g.Count(w => w.AcceptedAt is null && w.AnswerBy < today),
                        LongestSchoolDays = g.Max(w => Days(calendar, LondonTime.DateOf(w.Since), today)),
                        WaitingSince = g.Min(w => LondonTime.DateOf(w.Since)),
                    })
                    .OrderBy(s => s.WaitingSince).ThenBy(s => s.Service),
            ],
        };
    }

    private static int? Days(SchoolCalendar calendar, DateOnly from, DateOnly to) => calendar.SchoolDaysBetween(from, to) is { IsSuccess: true } days ? days.Value : null;
}
