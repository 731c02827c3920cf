using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Pupils.Commands;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Api.Contracts;

/// <summary>A pupil as another system has them.</summary>
[RulesOf(typeof(PutPupilByExternalIdCommand))]
public record PutPupilBody
{
    /// <summary>The school on whose main roll the pupil is.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>Legal given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Legal family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Legal middle names.</summary>
    public string? MiddleNames { get; init; }

    /// <summary>The given name that the pupil goes by, when it is another.</summary>
    public string? PreferredGivenName { get; init; }

    /// <summary>The family name that the pupil goes by, when it is another.</summary>
    public string? PreferredFamilyName { get; init; }

    /// <summary>Not in the future.</summary>
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>Unique Pupil Number; its check letter must fit, and no other pupil of the trust may have it.</summary>
    public string? Upn { get; init; }

    /// <summary>This academic year's year group when it is not the one by age, or when the age is not known.</summary>
    public YearGroup? OutOfYear { get; init; }

    /// <summary>SEN provision by its national code; left as it is when absent. Needs a permission of its own.</summary>
    public SenProvision? SenProvision { get; init; }

    /// <summary>Types of need by their national codes, the primary one first; with <c>senProvision</c> only.</summary>
    [Items(Pupil.MaxNeeds)]
    public IReadOnlyList<SenType> SenNeeds { get; init; } = [];

    /// <summary>The first day on the roll, when the pupil is not on it yet; today when absent.</summary>
    public DateOnly? AdmittedOn { get; init; }
}

/// <summary>A pupil with a first enrolment.</summary>
[RulesOf(typeof(CreatePupilCommand))]
public sealed record CreatePupilBody : PutPupilBody
{
    /// <summary>What other systems call the pupil.</summary>
    [Items(ExternalIdDirectory.MaxPerRecord)]
    public IReadOnlyList<ExternalIdDto> ExternalIds { get; init; } = [];
}

/// <summary>A pupil's special educational needs.</summary>
[RulesOf(typeof(RecordPupilNeedsCommand))]
public sealed record PupilNeedsBody
{
    /// <summary>SEN provision by its national code.</summary>
    public required SenProvision SenProvision { get; init; }

    /// <summary>Types of need by their national codes, the primary one first; none without provision.</summary>
    [Items(Pupil.MaxNeeds)]
    public IReadOnlyList<SenType> SenNeeds { get; init; } = [];
}

/// <summary>A further enrolment.</summary>
public sealed record AddEnrolmentBody
{
    /// <summary>The school.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>How the pupil is on its roll.</summary>
    public required EnrolmentKind Kind { get; init; }

    /// <summary>The first day on the roll; may lie ahead.</summary>
    public required DateOnly AdmittedOn { get; init; }

    /// <summary>The last day on the roll, when it is known.</summary>
    public DateOnly? LeftOn { get; init; }
}

/// <summary>The end of an enrolment.</summary>
[RulesOf(typeof(EndEnrolmentCommand))]
public sealed record EndEnrolmentBody
{
    /// <summary>The last day on the roll; may lie ahead.</summary>
    public required DateOnly LeftOn { get; init; }

    /// <summary>Why; it stands in the audit too.</summary>
    public string? Reason { get; init; }
}

/// <summary>A person around the pupil, and what that person is to the pupil.</summary>
[RulesOf(typeof(AddContactCommand))]
public sealed record AddContactBody
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

    /// <summary>Whether this person must not collect the pupil or be told about them; false when absent.</summary>
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

    /// <summary>Whether address and postcode are for the safeguarding lead and named people only; false when absent.</summary>
    public bool AddressIsConfidential { get; init; }
}
