using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Links.Queries;

/// <summary>A visit by whoever has the address. It uses nothing up: mail programs open links by themselves.</summary>
[Requires(Permissions.LinksRead), Audited("purpose_link.open")]
public sealed record OpenLinkQuery(LinkToken Token) : IQuery<LinkVisit>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("purpose_link", Token.LinkId.Value);
}

internal sealed class OpenLinkHandler(LinkVisits visits) : IQueryHandler<OpenLinkQuery, LinkVisit>
{
    public async Task<Result<LinkVisit>> Handle(OpenLinkQuery request, CancellationToken cancellationToken)
    {
        var link = await visits.FindAsync(request.Token, cancellationToken);
        return link.IsSuccess ? await visits.ShowAsync(link.Value, cancellationToken) : link.Error;
    }
}
