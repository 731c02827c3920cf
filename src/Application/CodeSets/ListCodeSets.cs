using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.CodeSets;

/// <summary>All code sets in one page: they are few, and part of the contract.</summary>
[Requires(Permissions.CodeSetsRead)]
public sealed record ListCodeSetsQuery : IQuery<Page<CodeSetSummaryDto>>;

internal sealed class ListCodeSetsHandler : IQueryHandler<ListCodeSetsQuery, Page<CodeSetSummaryDto>>
{
    private static readonly Page<CodeSetSummaryDto> All = new(
        [.. CodeSetCatalogue.All.Select(s => new CodeSetSummaryDto(s.Name, s.Description, s.Source))], new PageInfo(PagedQuery.MaxLimit, null, false));

    public Task<Result<Page<CodeSetSummaryDto>>> Handle(ListCodeSetsQuery request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<CodeSetSummaryDto>>>(All);
}
