using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Links.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;

namespace PupilSupport.Application.Links.Commands;

/// <summary>Makes a link stop working at once.</summary>
[Requires(Permissions.LinksWrite), Audited("purpose_link.revoke")]
public sealed record RevokeLinkCommand(Guid Id, int Version, string Reason) : ICommand<LinkDto>, IReasoned;

internal sealed class RevokeLinkHandler(LinkScope scope, IAnswers answers, TimeProvider clock) : ICommandHandler<RevokeLinkCommand, LinkDto>
{
    public async Task<Result<LinkDto>> Handle(RevokeLinkCommand request, CancellationToken cancellationToken)
    {
        var id = new PurposeLinkId(request.Id);
        if (await scope.For(Permissions.LinksWrite).SingleOrDefaultAsync(l => l.Id == id, cancellationToken) is not { } link)
        {
            return CommonErrors.NotFound;
        }

        return (link.Check(request.Version).Error ?? link.Revoke(request.Reason, clock.GetUtcNow()).Error) is { } error ? error : answers.Map<LinkDto>(link);
    }
}
