using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Links.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;

namespace PupilSupport.Application.Links.Queries;

[Requires(Permissions.LinksRead)]
public sealed record GetLinkQuery(Guid Id) : IQuery<LinkDto>;

internal sealed class GetLinkHandler(LinkScope scope, AutoMapper.IConfigurationProvider maps, TimeProvider clock) : IQueryHandler<GetLinkQuery, LinkDto>
{
    public async Task<Result<LinkDto>> Handle(GetLinkQuery request, CancellationToken cancellationToken)
    {
        var id = new PurposeLinkId(request.Id);
        var link = await scope.For(Permissions.LinksRead).AsNoTracking().Where(l => l.Id == id).ProjectTo<LinkDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return link is null ? CommonErrors.NotFound : link.At(clock.GetUtcNow());
    }
}
