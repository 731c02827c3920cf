using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Signpostings.Dtos;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Signpostings;

namespace PupilSupport.Application.Signpostings.Queries;

/// <summary>The signpostings that the caller reaches. Sorts: <c>at</c>, <c>updatedAt</c>; the latest first when absent.</summary>
[Requires(Permissions.SignpostingsRead), Audited("signposting.list")]
public sealed record ListSignpostingsQuery : PagedQuery, IQuery<Page<SignpostingDto>>
{
    public Guid? PupilId { get; init; }

    /// <summary>Recorded at this school.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>About this agency, also under the entries that were merged into it.</summary>
    public Guid? AgencyId { get; init; }
    public SignpostingStatus? Status { get; init; }

    /// <summary>Told on this day or later, Europe/London.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Told on this day or earlier, Europe/London.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Those of which the family is to be asked on this day or before, and has not been.</summary>
    public DateOnly? FollowUpTo { get; init; }

    /// <summary>Also those that were voided.</summary>
    public bool IncludeVoid { get; init; }
}

internal sealed class ListSignpostingsHandler(IAppDbContext db, SignpostingAccess access, SignpostingAnswers answers, IPager pager)
    : IQueryHandler<ListSignpostingsQuery, Page<SignpostingDto>>
{
    private static readonly Keyset<Signposting, SignpostingDto>[] Sorts =
    [
        Keyset.By<Signposting, SignpostingDto, DateTimeOffset, SignpostingId>("at", s => s.ToldAt, d => d.At, s => s.Id, d => d.Id, descending: true),
        Keyset.By<Signposting, SignpostingDto, DateTimeOffset, SignpostingId>("updatedAt", s => s.UpdatedAt, d => d.UpdatedAt, s => s.Id, d => d.Id),
    ];

    public async Task<Result<Page<SignpostingDto>>> Handle(ListSignpostingsQuery request, CancellationToken cancellationToken)
    {
        var found = About(Of(access.Readable(), request), request).OnDays(s => s.ToldAt, request.From, request.To);
        var page = await pager.PageAsync(found, request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = await answers.OfReadAsync(page.Value.Data, cancellationToken) } : page.Error;
    }

    private static IQueryable<Signposting> Of(IQueryable<Signposting> signpostings, ListSignpostingsQuery request)
    {
        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            signpostings = signpostings.Where(s => s.PupilId == id);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            signpostings = signpostings.Where(s => s.SchoolId == id);
        }

        return request.IncludeVoid || request.Status == SignpostingStatus.Voided ? signpostings : signpostings.Where(s => s.VoidedAt == null);
    }

    private IQueryable<Signposting> About(IQueryable<Signposting> signpostings, ListSignpostingsQuery request)
    {
        if (request.AgencyId is { } agency)
        {
            var id = new AgencyId(agency);
            var merged = db.Set<Agency>().Where(a => a.MergedIntoId == id).Select(a => a.Id);
            signpostings = signpostings.Where(s => s.AgencyId == id || merged.Contains(s.AgencyId));
        }

        if (request.Status is { } status)
        {
            signpostings = signpostings.Where(s => s.Status == status);
        }

        return request.FollowUpTo is { } day ? signpostings.Where(s => s.Status == SignpostingStatus.Told && s.FollowUpOn <= day) : signpostings;
    }
}
