using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils.Commands;

[Requires(Permissions.ContactsWrite), Audited("contact.revise")]
public sealed record ReviseContactCommand(Guid PupilId, Guid ContactId, IPatch<ContactEdit> Patch, int ExpectedVersion) : ICommand<ContactDto>;

internal sealed class ReviseContactHandler(IAppDbContext db, PupilScope scope, IAnswers answers) : ICommandHandler<ReviseContactCommand, ContactDto>
{
    public async Task<Result<ContactDto>> Handle(ReviseContactCommand request, CancellationToken cancellationToken)
    {
        var (pupil, id) = (new PupilId(request.PupilId), new ContactId(request.ContactId));
        var contact = await scope.IncludesAsync(request.PupilId, Permissions.ContactsWrite, cancellationToken)
            ? await db.Set<Contact>().Include(c => c.Links).SingleOrDefaultAsync(c => c.Id == id && c.Links.Any(l => l.PupilId == pupil), cancellationToken)
            : null;
        if (contact is null)
        {
            return CommonErrors.NotFound;
        }

        if (contact.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var link = contact.Links.Single(l => l.PupilId == pupil);
        var confidential = await scope.IncludesAsync(request.PupilId, Permissions.ConfidentialAddressesRead, cancellationToken);
        var edited = request.Patch.ApplyTo(ContactEdit.Of(contact, link));
        if (!edited.IsSuccess)
        {
            return edited.Error;
        }

        if (!confidential && TouchesConfidential(contact, edited.Value))
        {
            return CommonErrors.InsufficientScope;
        }

        contact.Revise(edited.Value.ToDetails());
        contact.Link(pupil, edited.Value.ToLink());
        return answers.Map<ContactDto>(contact).ForPupil(link).Withhold(confidential);
    }

    /// <summary>Who may not read a confidential address may neither replace nor disclose it.</summary>
    private static bool TouchesConfidential(Contact contact, ContactEdit edited) =>
        contact.AddressIsConfidential
        && (contact.Address != edited.Address || contact.Postcode != edited.Postcode || !edited.AddressIsConfidential);
}
