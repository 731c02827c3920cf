using PupilSupport.Application.ApiClients.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.ApiClients.Queries;

/// <summary>The trust's API clients. Sort: <c>recordedAt</c>.</summary>
[Requires(Permissions.AccessRead)]
public sealed record ListApiClientsQuery : PagedQuery, IQuery<Page<ApiClientDto>>;

internal sealed class ListApiClientsHandler(AccessScope scope, IPager pager) : IQueryHandler<ListApiClientsQuery, Page<ApiClientDto>>
{
    private static readonly Keyset<ApiClient, ApiClientDto>[] Sorts =
        [Keyset.By<ApiClient, ApiClientDto, DateTimeOffset, ApiClientId>("recordedAt", c => c.RecordedAt, d => d.RecordedAt, c => c.Id, d => d.Id)];

    public Task<Result<Page<ApiClientDto>>> Handle(ListApiClientsQuery request, CancellationToken cancellationToken) =>
        pager.PageAsync(scope.Clients(Permissions.AccessRead), request, Sorts, cancellationToken);
}
