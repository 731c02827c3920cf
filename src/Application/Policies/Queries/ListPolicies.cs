using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Policies.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Policies.Queries;

/// <summary>All policies in one page: they are part of the product.</summary>
[Requires(Permissions.PoliciesRead)]
public sealed record ListPoliciesQuery : IQuery<Page<PolicySummaryDto>>;

internal sealed class ListPoliciesHandler(PolicyScope scope) : IQueryHandler<ListPoliciesQuery, Page<PolicySummaryDto>>
{
    public Task<Result<Page<PolicySummaryDto>>> Handle(ListPoliciesQuery request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<PolicySummaryDto>>>(new Page<PolicySummaryDto>(
            [.. scope.Definitions.Select(d => new PolicySummaryDto(d.Head.Name, d.Head.Title, d.Head.Source, d.Head.IsSensitive))],
            new PageInfo(PagedQuery.MaxLimit, null, false)));
}
