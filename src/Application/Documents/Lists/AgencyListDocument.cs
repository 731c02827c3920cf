using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Agencies.Queries;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class AgencyListDocument(IQueryHandler<ListAgenciesQuery, Page<AgencyDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListAgenciesQuery, AgencyDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.AgencyList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], []);

    protected override IReadOnlyList<ListColumn<AgencyDto>> Columns { get; } =
    [
        new("Agency", 5, a => a.Name),
        new("Services", 4, a => string.Join(", ", a.Services.Select(Words.Of))),
        new("Ages", 2, a => a.Ages is { } ages ? $"{ages.From} to {ages.To}" : null),
        new("Places", 4, a => a.Areas is { } areas ? string.Join(", ", areas.Postcodes.Concat(areas.LocalAuthorities)) : null),
        new("Cost", 2, a => a.Cost),
        new("How to refer", 6, a => a.ReferralRoute),
        new("Telephone", 3, a => a.Contact?.Phone),
        new("Verified", 2, a => a.LastVerifiedOn),
        new("Needs", 0, a => string.Join(", ", a.Needs)),
        new("Threshold", 0, a => a.Threshold),
        new("Website", 0, a => a.Contact?.Website),
        new("Verify by", 0, a => a.VerifyBy),
        new("Id", 0, a => a.Id),
    ];

    protected override bool IsWide => true;

    protected override ListAgenciesQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId };
}
