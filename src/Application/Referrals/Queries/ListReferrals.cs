using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Referrals.Queries;

/// <summary>A list of work.</summary>
public enum ReferralQueue
{
    /// <summary>What the caller, or a team of the caller's, is to decide.</summary>
    Triage,

    /// <summary>What the caller sent, receives by name or gives, and is not over.</summary>
    Mine,

    /// <summary>Where a pupil waits: submitted, or accepted and not begun.</summary>
    Waiting,
}

/// <summary>The referrals that the caller reaches. Sorts: <c>recordedAt</c>, <c>updatedAt</c>, <c>answerBy</c>; the latest recorded first when absent.</summary>
[Requires(Permissions.ReferralsRead), Audited("referral.list")]
public sealed record ListReferralsQuery : PagedQuery, IQuery<Page<ReferralSummaryDto>>
{
    public Guid? SchoolId { get; init; }
    public Guid? PupilId { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(11)]
    public IReadOnlyList<ReferralStatus> Status { get; init; } = [];

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(23)]
    public IReadOnlyList<SupportService> Service { get; init; } = [];

    public ReferralDirection? Direction { get; init; }
    public ReferralUrgency? Urgency { get; init; }

    /// <summary>To or from this agency, also under the entries that were merged into it.</summary>
    public Guid? AgencyId { get; init; }

    /// <summary>Sent by this member of staff.</summary>
    public Guid? SenderId { get; init; }

    /// <summary>Given by this member of staff.</summary>
    public Guid? PractitionerId { get; init; }

    /// <summary>True for those that nobody has decided in time.</summary>
    public bool? IsOverdue { get; init; }

    /// <summary>One list of work.</summary>
    public ReferralQueue? Queue { get; init; }
}

internal sealed class ListReferralsHandler(IAppDbContext db, ReferralAccess access, IPager pager, TimeProvider clock) : IQueryHandler<ListReferralsQuery, Page<ReferralSummaryDto>>
{
    /// <summary>Where those stand that were never submitted.</summary>
    private static readonly DateOnly Never = new(9999, 1, 1);

    private static readonly Keyset<Referral, ReferralSummaryDto>[] Sorts =
    [
        Keyset.By<Referral, ReferralSummaryDto, DateTimeOffset, ReferralId>("recordedAt", r => r.RecordedAt, d => d.RecordedAt, r => r.Id, d => d.Id, descending: true),
        Keyset.By<Referral, ReferralSummaryDto, DateTimeOffset, ReferralId>("updatedAt", r => r.UpdatedAt, d => d.UpdatedAt, r => r.Id, d => d.Id),
        Keyset.By<Referral, ReferralSummaryDto, DateOnly, ReferralId>("answerBy", r => r.AnswerBy ?? Never, d => d.AnswerBy ?? Never, r => r.Id, d => d.Id),
    ];

    public async Task<Result<Page<ReferralSummaryDto>>> Handle(ListReferralsQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(Late(Like(With(By(Queue(request.Queue), request), request), request), request), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(Told)] } : page.Error;
    }

    private ReferralSummaryDto Told(ReferralSummaryDto r) => access.ReadsWhole(new(r.SchoolId), r.Service, r.Status, Id(r.RecipientId), Id(r.PractitionerId)) ? r : r.ToReporter();

    private static StaffId? Id(Guid? id) => id is { } given ? new StaffId(given) : null;

    private IQueryable<Referral> Queue(ReferralQueue? queue) => queue switch
    {
        ReferralQueue.Triage => access.ToDecide(),
        ReferralQueue.Mine => access.Readable().Where(access.Own()).Where(r => r.EndedAt == null),
        ReferralQueue.Waiting => access.Readable().Where(r => r.SubmittedAt != null && r.StartedAt == null && r.EndedAt == null),
        _ => access.Readable(),
    };

    /// <summary>Whose and where.</summary>
    private IQueryable<Referral> With(IQueryable<Referral> referrals, ListReferralsQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            referrals = referrals.Where(r => r.SchoolId == id);
        }

        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            referrals = referrals.Where(r => r.PupilId == id);
        }

        if (request.AgencyId is { } agency)
        {
            AgencyId? id = new AgencyId(agency);
            var merged = db.Set<Agency>().Where(a => a.MergedIntoId == id).Select(a => (AgencyId?)a.Id);
            referrals = referrals.Where(r => r.AgencyId == id || merged.Contains(r.AgencyId));
        }

        return referrals;
    }

    private IQueryable<Referral> By(IQueryable<Referral> referrals, ListReferralsQuery request)
    {
        if (request.SenderId is { } sender)
        {
            StaffId? id = new StaffId(sender);
            referrals = referrals.Where(r => r.SenderId == id);
        }

        if (request.PractitionerId is { } practitioner)
        {
            StaffId? id = new StaffId(practitioner);
            referrals = referrals.Where(access.IsWholeToCaller()).Where(r => r.PractitionerId == id);
        }

        return referrals;
    }

    /// <summary>Of what kind.</summary>
    private static IQueryable<Referral> Like(IQueryable<Referral> referrals, ListReferralsQuery request)
    {
        if (request.Status is { Count: > 0 } status)
        {
            var wanted = status.ToArray();
            referrals = referrals.Where(r => wanted.Contains(r.Status));
        }

        if (request.Service is { Count: > 0 } service)
        {
            var wanted = service.ToArray();
            referrals = referrals.Where(r => wanted.Contains(r.Service));
        }

        if (request.Direction is { } direction)
        {
            referrals = referrals.Where(r => r.Direction == direction);
        }

        return request.Urgency is { } urgency ? referrals.Where(r => r.Urgency == urgency) : referrals;
    }

    private IQueryable<Referral> Late(IQueryable<Referral> referrals, ListReferralsQuery request)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return request.IsOverdue is { } overdue
            ? referrals.Where(r => (r.AnswerBy != null && r.AnswerBy < today
                && (r.Status == ReferralStatus.Submitted || r.Status == ReferralStatus.InfoRequested || r.Status == ReferralStatus.Acknowledged)) == overdue)
            : referrals;
    }
}
