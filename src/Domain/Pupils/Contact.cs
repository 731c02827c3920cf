using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Pupils;

/// <summary>Who holds parental responsibility in this relation.</summary>
public enum ParentalResponsibility
{
    /// <summary>Nobody here.</summary>
    None,

    /// <summary>The contact, as a person.</summary>
    Person,

    /// <summary>A local authority, which the contact stands for.</summary>
    Authority,

    /// <summary>The contact, a carer to whom it was delegated.</summary>
    Delegated,
}

/// <summary>What the contact is to the pupil.</summary>
public enum Relationship
{
    Mother,
    Father,
    StepParent,
    Parent,
    Grandparent,
    Sibling,
    OtherFamily,
    FosterCarer,
    Carer,
    Childminder,
    SocialWorker,
    Other,
}

/// <summary>What may be said and revised of the person.</summary>
public sealed record ContactDetails(
    string? Title, string GivenName, string FamilyName, IReadOnlyList<string> Phones, IReadOnlyList<string> Emails,
    string? Address, string? Postcode, bool AddressIsConfidential);

/// <summary>What may be said and revised of the person's part in one pupil's life.</summary>
/// <param name="Priority">The order in which to call, 1 first.</param>
/// <param name="IsBarred">Must not collect or be told about the pupil.</param>
public sealed record ContactLinkDetails(Relationship Relationship, int Priority, ParentalResponsibility ParentalResponsibility, bool IsBarred);

/// <summary>A person around one or more pupils: siblings share their contacts.</summary>
public sealed class Contact : AggregateRoot<ContactId>
{
    public const int TitleMax = 20;
    public const int NameMax = 100;
    public const int PhoneMax = 30;
    public const int EmailMax = 254;
    public const int MaxPhones = 5;
    public const int MaxEmails = 5;
    public const int AddressMax = 500;
    public const int PostcodeMax = 10;

    private readonly List<ContactLink> _links = [];

    private Contact(TrustId trustId, ContactId id, DateTimeOffset now) : base(trustId, id, now) { }

    private Contact() { }

    public string? Title { get; private set; }
    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";

    /// <summary>The one to try first stands first.</summary>
    public IReadOnlyList<string> Phones { get; private set; } = [];
    public IReadOnlyList<string> Emails { get; private set; } = [];
    public string? Address { get; private set; }
    public string? Postcode { get; private set; }

    /// <summary>Address and postcode are for the safeguarding lead and named people only.</summary>
    public bool AddressIsConfidential { get; private set; }

    public IReadOnlyCollection<ContactLink> Links => _links;

    public static Contact Register(TrustId trustId, ContactDetails details, DateTimeOffset now)
    {
        var contact = new Contact(trustId, new ContactId(Guid.CreateVersion7(now)), now);
        contact.Revise(details);
        return contact;
    }

    /// <summary>Replaces the details. The same details again change nothing.</summary>
    public void Revise(ContactDetails details)
    {
        (Title, GivenName, FamilyName) = (details.Title, details.GivenName, details.FamilyName);
        (Address, Postcode, AddressIsConfidential) = (details.Address, details.Postcode, details.AddressIsConfidential);
        if (!Phones.SequenceEqual(details.Phones))
            Phones = [.. details.Phones];
        if (!Emails.SequenceEqual(details.Emails))
            Emails = [.. details.Emails];
    }

    /// <summary>Puts another number or address in the place of the first one; null leaves what there is.</summary>
    public void Correct(string? phone, string? email)
    {
        if (phone is not null)
            Phones = [phone, .. Phones.Skip(1)];
        if (email is not null)
            Emails = [email, .. Emails.Skip(1)];
    }

    /// <summary>Ties the person to a pupil, or replaces what the tie says.</summary>
    public void Link(PupilId pupil, ContactLinkDetails details)
    {
        var link = _links.SingleOrDefault(l => l.PupilId == pupil);
        if (link is null)
            _links.Add(link = new ContactLink(TrustId, Id, pupil));
        link.Revise(details);
    }
}

/// <summary>A contact's part in one pupil's life.</summary>
public sealed class ContactLink : IPartOf<Contact>
{
    public const int MaxPriority = 99;

    internal ContactLink(TrustId trustId, ContactId contactId, PupilId pupilId) =>
        (TrustId, ContactId, PupilId) = (trustId, contactId, pupilId);

    private ContactLink() { }

    Guid IPart.RootId => ContactId.Value;

    public TrustId TrustId { get; private set; }
    public ContactId ContactId { get; private set; }
    public PupilId PupilId { get; private set; }
    public Contact Contact { get; private set; } = null!;
    public Relationship Relationship { get; private set; }
    public int Priority { get; private set; }
    public ParentalResponsibility ParentalResponsibility { get; private set; }
    public bool IsBarred { get; private set; }

    internal void Revise(ContactLinkDetails details) =>
        (Relationship, Priority, ParentalResponsibility, IsBarred) =
        (details.Relationship, details.Priority, details.ParentalResponsibility, details.IsBarred);
}
