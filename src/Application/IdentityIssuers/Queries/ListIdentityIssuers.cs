using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.IdentityIssuers.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.IdentityIssuers.Queries;

/// <summary>The trust's identity providers. Sort: <c>recordedAt</c>.</summary>
[Requires(Permissions.AccessRead)]
public sealed record ListIdentityIssuersQuery : PagedQuery, IQuery<Page<IdentityIssuerDto>>;

internal sealed class ListIdentityIssuersHandler(AccessScope scope, IPager pager) : IQueryHandler<ListIdentityIssuersQuery, Page<IdentityIssuerDto>>
{
    private static readonly Keyset<IdentityIssuer, IdentityIssuerDto>[] Sorts =
    [
        Keyset.By<IdentityIssuer, IdentityIssuerDto, DateTimeOffset, IdentityIssuerId>(
            "recordedAt", i => i.RecordedAt, d => d.RecordedAt, i => i.Id, d => d.Id),
    ];

    public Task<Result<Page<IdentityIssuerDto>>> Handle(ListIdentityIssuersQuery request, CancellationToken cancellationToken) =>
        pager.PageAsync(scope.Issuers(Permissions.AccessRead), request, Sorts, cancellationToken);
}
