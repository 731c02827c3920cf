using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils.Commands;

[Requires(Permissions.ContactsWrite), Audited("contact.create")]
public sealed record AddContactCommand(
    Guid PupilId,
    string? Title,
    string GivenName,
    string FamilyName,
    Relationship Relationship,
    int Priority,
    ParentalResponsibility ParentalResponsibility,
    bool IsBarred,
    IReadOnlyList<string> Phones,
    IReadOnlyList<string> Emails,
    string? Address,
    string? Postcode,
    bool AddressIsConfidential) : ICommand<ContactDto>, IContactFields;

internal sealed class AddContactValidator : AbstractValidator<AddContactCommand>
{
    public AddContactValidator() => ContactRules.Fields(this);
}

internal sealed class AddContactHandler(IAppDbContext db, PupilScope scope, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<AddContactCommand, ContactDto>
{
    public async Task<Result<ContactDto>> Handle(AddContactCommand request, CancellationToken cancellationToken)
    {
        if (!await scope.IncludesAsync(request.PupilId, Permissions.ContactsWrite, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var contact = Contact.Register(caller.TrustId, request.ToDetails(), clock.GetUtcNow());
        contact.Link(new PupilId(request.PupilId), request.ToLink());
        db.Set<Contact>().Add(contact);
        var confidential = await scope.IncludesAsync(request.PupilId, Permissions.ConfidentialAddressesRead, cancellationToken);
        return answers.Map<ContactDto>(contact).ForPupil(contact.Links.Single()).Withhold(confidential);
    }
}
