using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Agencies.Queries;

/// <summary>Finds who can help a pupil with a need. It is a POST, so that no need stands in a URL beside a pupil.</summary>
[Requires(Permissions.AgenciesRead), Audited("agency.search")]
public sealed record SearchAgenciesQuery : IQuery<AgencySearchDto>, IAuditSubject
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    public required Guid PupilId { get; init; }

    /// <summary>
    /// The code of a service (<c>camhs</c>, <c>Speech language</c>), or up to six words of which each is the beginning of a word in the agency's name, description, needs,
    /// threshold or services: either is enough. Words of two letters and idle ones do not count; case and accents make no difference.
    /// </summary>
    [Text(ListAgenciesQuery.MaxNeed, Min = 1)]
    public required string Need { get; init; }

    /// <summary>How many to return, 1 to 100; 20 when absent.</summary>
    [Range(1, MaxLimit)]
    public int? Limit { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("pupil", PupilId);
}

internal sealed class SearchAgenciesHandler(AgencyScope scope, AgencyPupils pupils, AgencyAnswers answers, IMapper mapper)
    : IQueryHandler<SearchAgenciesQuery, AgencySearchDto>
{
    public async Task<Result<AgencySearchDto>> Handle(SearchAgenciesQuery request, CancellationToken cancellationToken)
    {
        if (scope.Readable().AsNoTracking().Where(a => a.Status == AgencyStatus.Active).Meeting(scope.Terms, request.Need) is not { } meeting)
        {
            return AgencyErrors.SearchWords.At("/need");
        }

        if (await pupils.FindAsync(request.PupilId, cancellationToken) is not { } pupil)
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        var limit = request.Limit ?? SearchAgenciesQuery.DefaultLimit;
        var found = await Rank(meeting.Where(a => a.SchoolId == null || pupil.Schools.Contains(a.SchoolId.Value)), pupil).Take(limit + 1).ToListAsync(cancellationToken);
        return new AgencySearchDto
        {
            PupilId = request.PupilId,
            LocalAuthority = pupil.Authority,
            Data = [.. found.Take(limit).Select(Match)],
            HasMore = found.Count > limit,
        };
    }

    /// <summary>By eligibility, area, cost and the last time that somebody verified it; then by name, so that the order is always the same.</summary>
    private static IQueryable<Ranked> Rank(IQueryable<Agency> agencies, AgencyPupil pupil)
    {
        var postcodes = pupil.Postcodes.Select(AgencyTerms.OfPostcode).ToArray();
        var authority = pupil.Authority is { } code ? AgencyTerms.OfAuthority(code) : null;
        var (age, hasPostcodes, hasAuthority) = (pupil.Age, postcodes.Length > 0, authority is not null);
#pragma warning disable CA1309, CA1310 // Becomes SQL: the column's collation is ordinal. The terms of postcodes lie from @ to A, those of authorities from + to the comma.
        return agencies
            .Select(a => new Ranked
            {
                Agency = a,
                Age = a.AgeFrom == null ? AgencyAgeFinding.AnyAge
                    : age == null ? AgencyAgeFinding.BirthUnknown
                    : age < a.AgeFrom ? AgencyAgeFinding.TooYoung
                    : age > a.AgeTo ? AgencyAgeFinding.TooOld
                    : AgencyAgeFinding.WithinAges,
                Area = a.ServesAnywhere ? AgencyAreaFinding.Anywhere
                    : a.Terms.Any(t => postcodes.Contains(t.Term)) ? AgencyAreaFinding.PostcodeServed
                    : a.Terms.Any(t => t.Term == authority) ? AgencyAreaFinding.AuthorityServed
                    : (!hasPostcodes && a.Terms.Any(t => string.Compare(t.Term, "@") > 0 && string.Compare(t.Term, "A") < 0))
                        || (!hasAuthority && a.Terms.Any(t => string.Compare(t.Term, "+") > 0 && string.Compare(t.Term, ",") < 0)) ? AgencyAreaFinding.AreaUnknown
                    : AgencyAreaFinding.OutsideArea,
            })
            .OrderBy(r => r.Age == AgencyAgeFinding.TooYoung || r.Age == AgencyAgeFinding.TooOld || r.Area == AgencyAreaFinding.OutsideArea ? 2
                : r.Age == AgencyAgeFinding.BirthUnknown || r.Area == AgencyAreaFinding.AreaUnknown ? 1 : 0)
            .ThenBy(r => r.Area == AgencyAreaFinding.PostcodeServed ? 0 : r.Area == AgencyAreaFinding.AuthorityServed ? 1 : r.Area == AgencyAreaFinding.Anywhere ? 2 : 3)
            .ThenBy(r => r.Agency.Cost == AgencyCost.Free ? 0 : r.Agency.Cost == AgencyCost.Subsidised ? 1 : r.Agency.Cost == AgencyCost.Unknown ? 2 : 3)
            .ThenBy(r => r.Agency.LastVerifiedOn == null)
            .ThenByDescending(r => r.Agency.LastVerifiedOn)
            .ThenBy(r => r.Agency.Name).ThenBy(r => r.Agency.Id);
#pragma warning restore CA1309, CA1310
    }

    private AgencyMatchDto Match(Ranked ranked) => new()
    {
        Eligibility = (ranked.Age, ranked.Area) switch
        {
            (AgencyAgeFinding.TooYoung or AgencyAgeFinding.TooOld, _) or (_, AgencyAreaFinding.OutsideArea) => AgencyEligibility.Ineligible,
            (AgencyAgeFinding.BirthUnknown, _) or (_, AgencyAreaFinding.AreaUnknown) => AgencyEligibility.Unknown,
            _ => AgencyEligibility.Eligible,
        },
        Age = ranked.Age,
        Area = ranked.Area,
        Agency = answers.OfRead(mapper.Map<AgencyDto>(ranked.Agency)),
    };

    private sealed class Ranked
    {
        public required Agency Agency { get; init; }
        public required AgencyAgeFinding Age { get; init; }
        public required AgencyAreaFinding Area { get; init; }
    }
}
