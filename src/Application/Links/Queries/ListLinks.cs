using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Links.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Links.Queries;

/// <summary>The links of the caller's schools. Sort: <c>recordedAt</c>, the latest first when absent.</summary>
[Requires(Permissions.LinksRead)]
public sealed record ListLinksQuery : PagedQuery, IQuery<Page<LinkDto>>
{
    public Guid? SchoolId { get; init; }

    /// <summary>Only those that concern this pupil.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>Only those that stand so now.</summary>
    public LinkStatus? Status { get; init; }
}

internal sealed class ListLinksHandler(LinkScope scope, IPager pager, TimeProvider clock) : IQueryHandler<ListLinksQuery, Page<LinkDto>>
{
    private static readonly Keyset<PurposeLink, LinkDto>[] Sorts =
    [
        Keyset.By<PurposeLink, LinkDto, DateTimeOffset, PurposeLinkId>("recordedAt", l => l.RecordedAt, d => d.RecordedAt, l => l.Id, d => d.Id, descending: true),
    ];

    public async Task<Result<Page<LinkDto>>> Handle(ListLinksQuery request, CancellationToken cancellationToken)
    {
        SchoolId? school = request.SchoolId is { } s ? new(s) : null;
        PupilId? pupil = request.PupilId is { } p ? new(p) : null;
        var now = clock.GetUtcNow();
        var links = scope.For(Permissions.LinksRead)
            .Where(l => school == null || l.SchoolId == school)
            .Where(l => pupil == null || l.PupilId == pupil);
        links = request.Status switch
        {
            null => links,
            LinkStatus.Open => links.Where(l => l.Status == LinkStatus.Open && l.ExpiresAt > now),
            LinkStatus.Expired => links.Where(l => l.Status == LinkStatus.Open && l.ExpiresAt <= now),
            { } stored => links.Where(l => l.Status == stored),
        };
        var page = await pager.PageAsync(links, request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(l => l.At(now))] } : page;
    }
}
