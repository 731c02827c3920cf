using System.Text.Json.Serialization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils.Queries;

[Requires(Permissions.ContactsRead), Audited("contact.list")]
public sealed record ListContactsQuery : PagedQuery, IQuery<Page<ContactDto>>, IAuditSubject
{
    [JsonIgnore]
    public Guid PupilId { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("pupil", PupilId);
}

internal sealed class ListContactsHandler(IAppDbContext db, PupilScope scope, IPager pager) : IQueryHandler<ListContactsQuery, Page<ContactDto>>
{
    private static readonly Keyset<ContactLink, ContactDto>[] Sorts =
        [Keyset.By<ContactLink, ContactDto, int, ContactId>("priority", l => l.Priority, d => d.Priority, l => l.ContactId, d => d.Id)];

    public async Task<Result<Page<ContactDto>>> Handle(ListContactsQuery request, CancellationToken cancellationToken)
    {
        if (!await scope.IncludesAsync(request.PupilId, Permissions.ContactsRead, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var id = new PupilId(request.PupilId);
        var page = await pager.PageAsync(db.Set<ContactLink>().Where(l => l.PupilId == id), request, Sorts, cancellationToken);
        if (!page.IsSuccess)
        {
            return page;
        }

        var confidential = await scope.IncludesAsync(request.PupilId, Permissions.ConfidentialAddressesRead, cancellationToken);
        return page.Value with { Data = [.. page.Value.Data.Select(c => c.Withhold(confidential))] };
    }
}
