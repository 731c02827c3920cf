using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Policies.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Policies.Queries;

/// <summary>All that was ever set. Sorts: <c>recordedAt</c>, the latest first when absent; <c>effectiveFrom</c>.</summary>
[Requires(Permissions.PoliciesRead)]
public sealed record ListPolicyValuesQuery : PagedQuery, IQuery<Page<PolicyValueDto>>
{
    /// <summary>Only this policy's, by its name.</summary>
    [Text(PolicyHead.NameMax, Min = 1)]
    public string? Policy { get; init; }

    /// <summary>Only this school's own; without it the trust's and those of the caller's schools.</summary>
    public Guid? SchoolId { get; init; }
}

internal sealed class ListPolicyValuesHandler(PolicyScope scope, IPager pager) : IQueryHandler<ListPolicyValuesQuery, Page<PolicyValueDto>>
{
    private static readonly Keyset<PolicyValue, PolicyValueDto>[] Sorts =
    [
        Keyset.By<PolicyValue, PolicyValueDto, DateTimeOffset, PolicyValueId>(
            "recordedAt", v => v.RecordedAt, d => d.RecordedAt, v => v.Id, d => d.Id, descending: true),
        Keyset.By<PolicyValue, PolicyValueDto, DateOnly, PolicyValueId>("effectiveFrom", v => v.EffectiveFrom, d => d.EffectiveFrom, v => v.Id, d => d.Id),
    ];

    public Task<Result<Page<PolicyValueDto>>> Handle(ListPolicyValuesQuery request, CancellationToken cancellationToken)
    {
        SchoolId? school = request.SchoolId is { } id ? new(id) : null;
        var policy = request.Policy;
        var values = scope.Values()
            .Where(v => policy == null || v.Policy == policy)
            .Where(v => school == null || v.SchoolId == school);
        return pager.PageAsync(values, request, Sorts, cancellationToken);
    }
}
