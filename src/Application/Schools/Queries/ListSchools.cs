using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools.Queries;

[Requires(Permissions.SchoolsRead)]
public sealed record ListSchoolsQuery : PagedQuery, IQuery<Page<SchoolDto>>
{
    /// <summary>Only the school with this Unique Reference Number.</summary>
    [Text(6, Pattern = School.UrnPattern)]
    public string? Urn { get; init; }

    /// <summary>Only organisations of this kind.</summary>
    public SchoolKind? Kind { get; init; }
}

internal sealed class ListSchoolsHandler(SchoolScope scope, IPager pager, ExternalIdDirectory externalIds) : IQueryHandler<ListSchoolsQuery, Page<SchoolDto>>
{
    private static readonly Keyset<School, SchoolDto>[] Sorts =
        [Keyset.By<School, SchoolDto, string, SchoolId>("name", s => s.Name, d => d.Name, s => s.Id, d => d.Id)];

    public async Task<Result<Page<SchoolDto>>> Handle(ListSchoolsQuery request, CancellationToken cancellationToken)
    {
        var schools = scope.For(Permissions.SchoolsRead)
            .Where(s => (request.Urn == null || s.Urn == request.Urn) && (request.Kind == null || s.Kind == request.Kind));
        var page = await pager.PageAsync(schools, request, Sorts, cancellationToken);
        if (!page.IsSuccess)
        {
            return page;
        }

        var names = await externalIds.OfAsync([.. page.Value.Data.Select(d => d.Id)], cancellationToken);
        return page.Value with { Data = [.. page.Value.Data.Select(d => d with { ExternalIds = [.. names[d.Id]] })] };
    }
}
