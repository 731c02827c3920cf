using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Agencies.Queries;

/// <summary>The directory. Sorts: <c>name</c>, <c>verifyBy</c>, <c>updatedAt</c>; by name when absent.</summary>
[Requires(Permissions.AgenciesRead)]
public sealed record ListAgenciesQuery : PagedQuery, IQuery<Page<AgencyDto>>
{
    public const int MaxNeed = 200;

    /// <summary>The code of a service (<c>speech_language</c>, <c>Speech language</c>), or up to six words of which each is the beginning of one of the agency's: either is enough.</summary>
    [Text(MaxNeed, Min = 1)]
    public string? Need { get; init; }

    public SupportService? Service { get; init; }
    public NeedArea? NeedArea { get; init; }

    /// <summary>Those that name this outward part of a postcode (<c>RG1</c>).</summary>
    [Text(4, Min = 2)]
    public string? Postcode { get; init; }

    /// <summary>Those that name this local authority by the DfE's number of 3 digits.</summary>
    [Text(3, Min = 3)]
    public string? LocalAuthority { get; init; }

    public AgencyCost? Cost { get; init; }

    /// <summary>Those that this school can name: the trust's, and its own additions.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>Those that are in use when absent.</summary>
    public AgencyStatus? Status { get; init; }

    /// <summary>Those that are to be verified on this day or before, Europe/London.</summary>
    public DateOnly? VerifyByTo { get; init; }
}

internal sealed class ListAgenciesHandler(AgencyScope scope, AgencyAnswers answers, IPager pager) : IQueryHandler<ListAgenciesQuery, Page<AgencyDto>>
{
    private static readonly Keyset<Agency, AgencyDto>[] Sorts =
    [
        Keyset.By<Agency, AgencyDto, string, AgencyId>("name", a => a.Name, d => d.Name, a => a.Id, d => d.Id),
        Keyset.By<Agency, AgencyDto, DateOnly, AgencyId>("verifyBy", a => a.VerifyBy, d => d.VerifyBy, a => a.Id, d => d.Id),
        Keyset.By<Agency, AgencyDto, DateTimeOffset, AgencyId>("updatedAt", a => a.UpdatedAt, d => d.UpdatedAt, a => a.Id, d => d.Id),
    ];

    public async Task<Result<Page<AgencyDto>>> Handle(ListAgenciesQuery request, CancellationToken cancellationToken)
    {
        var agencies = Filter(scope.Readable(), request);
        if (request.Need is { } need)
        {
            if (agencies.Meeting(scope.Terms, need) is not { } meeting)
            {
                return AgencyErrors.SearchWords.At("/need");
            }

            agencies = meeting;
        }

        var page = await pager.PageAsync(agencies, request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(answers.OfRead)] } : page.Error;
    }

    private IQueryable<Agency> Filter(IQueryable<Agency> agencies, ListAgenciesQuery request)
    {
        var status = request.Status ?? AgencyStatus.Active;
        agencies = agencies.Where(a => a.Status == status);
        agencies = Terms(request).Aggregate(agencies, AgencySearch.With);
        if (request.Cost is { } cost)
        {
            agencies = agencies.Where(a => a.Cost == cost);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            var isReached = scope.Reaches(id);
            agencies = agencies.Where(a => isReached && (a.SchoolId == null || a.SchoolId == id));
        }

        return request.VerifyByTo is { } day ? agencies.Where(a => a.VerifyBy <= day) : agencies;
    }

    private static IEnumerable<string> Terms(ListAgenciesQuery request)
    {
        if (request.Service is { } service)
        {
            yield return AgencyTerms.Of(service);
        }

        if (request.NeedArea is { } area)
        {
            yield return AgencyTerms.Of(area);
        }

        if (request.Postcode is { } postcode)
        {
            yield return AgencyTerms.OfPostcode(postcode.ToUpperInvariant());
        }

        if (request.LocalAuthority is { } authority)
        {
            yield return AgencyTerms.OfAuthority(authority);
        }
    }
}
