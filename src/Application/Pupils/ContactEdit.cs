using FluentValidation;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils;

/// <summary>A person, and what that person is to one pupil.</summary>
public interface IContactFields
{
    string? Title { get; }
    string GivenName { get; }
    string FamilyName { get; }
    Relationship Relationship { get; }
    int Priority { get; }
    ParentalResponsibility ParentalResponsibility { get; }
    bool IsBarred { get; }
    IReadOnlyList<string> Phones { get; }
    IReadOnlyList<string> Emails { get; }
    string? Address { get; }
    string? Postcode { get; }
    bool AddressIsConfidential { get; }
}

/// <summary>What can be changed of a contact, and of what the contact is to one pupil.</summary>
public sealed record ContactEdit : IContactFields
{
    /// <summary>Mr, Dr and so on.</summary>
    public string? Title { get; init; }

    /// <summary>Given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>What the contact is to the pupil.</summary>
    public required Relationship Relationship { get; init; }

    /// <summary>The order in which to call, 1 first.</summary>
    public required int Priority { get; init; }

    /// <summary>Who holds parental responsibility in this relation.</summary>
    public required ParentalResponsibility ParentalResponsibility { get; init; }

    /// <summary>Whether this person must not collect the pupil or be told about them.</summary>
    public bool IsBarred { get; init; }

    /// <summary>Telephone numbers, the one to try first first.</summary>
    [Items(Contact.MaxPhones, Text = Contact.PhoneMax)]
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>E-mail addresses, the one to try first first.</summary>
    [Items(Contact.MaxEmails, Text = Contact.EmailMax)]
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Postal address.</summary>
    public string? Address { get; init; }

    /// <summary>Postcode.</summary>
    public string? Postcode { get; init; }

    /// <summary>Whether address and postcode are for the safeguarding lead and named people only.</summary>
    public bool AddressIsConfidential { get; init; }

    internal static ContactEdit Of(Contact contact, ContactLink link) => new()
    {
        Title = contact.Title,
        GivenName = contact.GivenName,
        FamilyName = contact.FamilyName,
        Relationship = link.Relationship,
        Priority = link.Priority,
        ParentalResponsibility = link.ParentalResponsibility,
        IsBarred = link.IsBarred,
        Phones = contact.Phones,
        Emails = contact.Emails,
        Address = contact.Address,
        Postcode = contact.Postcode,
        AddressIsConfidential = contact.AddressIsConfidential,
    };
}

internal sealed class ContactEditValidator : AbstractValidator<ContactEdit>
{
    public ContactEditValidator() => ContactRules.Fields(this);
}

internal static class ContactRules
{
    public static void Fields<T>(AbstractValidator<T> validator) where T : IContactFields
    {
        validator.RuleFor(c => c.Title).MinimumLength(1).MaximumLength(Contact.TitleMax);
        validator.RuleFor(c => c.GivenName).NotEmpty().MaximumLength(Contact.NameMax);
        validator.RuleFor(c => c.FamilyName).NotEmpty().MaximumLength(Contact.NameMax);
        validator.RuleFor(c => c.Priority).InclusiveBetween(1, ContactLink.MaxPriority);
        validator.RuleFor(c => c.Phones).MaxItems(Contact.MaxPhones);
        validator.RuleForEach(c => c.Phones).NotEmpty().MaximumLength(Contact.PhoneMax);
        validator.RuleFor(c => c.Emails).MaxItems(Contact.MaxEmails);
        validator.RuleForEach(c => c.Emails).NotEmpty().MaximumLength(Contact.EmailMax);
        validator.RuleFor(c => c.Address).MinimumLength(1).MaximumLength(Contact.AddressMax);
        validator.RuleFor(c => c.Postcode).MinimumLength(1).MaximumLength(Contact.PostcodeMax);
    }

    public static ContactDetails ToDetails(this IContactFields c) =>
        new(c.Title, c.GivenName, c.FamilyName, c.Phones, c.Emails, c.Address, c.Postcode, c.AddressIsConfidential);

    public static ContactLinkDetails ToLink(this IContactFields c) => new(c.Relationship, c.Priority, c.ParentalResponsibility, c.IsBarred);
}
