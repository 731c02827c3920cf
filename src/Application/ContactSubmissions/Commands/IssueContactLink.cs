using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Links;
using PupilSupport.Application.Links.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.ContactSubmissions.Commands;

/// <summary>Makes a link by which a contact checks the contact's own details.</summary>
[Requires(Permissions.LinksWrite), Audited("purpose_link.issue")]
public sealed record IssueContactLinkCommand(Guid PupilId, Guid ContactId) : ICommand<IssuedLinkDto>;

internal sealed class IssueContactLinkHandler(PupilScope scope, ContactStanding standing, IAppDbContext db, ILinks links, IAnswers answers)
    : ICommandHandler<IssueContactLinkCommand, IssuedLinkDto>
{
    public async Task<Result<IssuedLinkDto>> Handle(IssueContactLinkCommand request, CancellationToken cancellationToken)
    {
        var (pupilId, contactId) = (new PupilId(request.PupilId), new ContactId(request.ContactId));
        var pupil = await scope.For(Permissions.LinksWrite).AsNoTracking().SingleOrDefaultAsync(p => p.Id == pupilId, cancellationToken);
        if (pupil is null || !await db.Set<ContactLink>().AnyAsync(l => l.ContactId == contactId && l.PupilId == pupilId, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        if (await standing.RefusalAsync(contactId, pupilId, cancellationToken) is { } refused)
        {
            return refused;
        }

        var target = new LinkTarget(ContactDetailsPurpose.PurposeName, pupil.SchoolId, request.ContactId, pupilId);
        var issued = await links.IssueAsync(target, cancellationToken);
        return answers.Map<IssuedLinkDto>(issued.Link) with { Url = issued.Url };
    }
}
