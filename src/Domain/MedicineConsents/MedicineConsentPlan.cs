using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.MedicineConsents;

/// <summary>For what a consent is asked.</summary>
public sealed record MedicineConsentPlan
{
    public required string MedicineName { get; init; }

    /// <summary>The most at a time; a larger dose needs a new consent.</summary>
    public required decimal Dose { get; init; }
    public required DoseUnit DoseUnit { get; init; }
    public string? Instructions { get; init; }

    /// <summary>The last day, included; null when it does not end by itself.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Who is asked.</summary>
    public GivingContact? Asked { get; init; }
}

/// <summary>A contact of the pupil, with what the tie between them says.</summary>
public sealed record GivingContact(ContactId Id, ParentalResponsibility Responsibility, bool IsBarred);

/// <summary>The pupil's own consent.</summary>
/// <param name="AssessedNote">What was considered when the pupil was found competent; required under 16.</param>
/// <param name="Confidential">Whether those around the pupil must not learn of it.</param>
public sealed record SelfConsent(string? AssessedNote, bool Confidential, DateOnly? DateOfBirth);

/// <summary>How a consent was given.</summary>
/// <param name="Contact">Who gave it; null when the pupil did, or when the contact who was asked did.</param>
/// <param name="ByPupil">The pupil's own, else null.</param>
/// <param name="RecordedById">Who takes it down, and attests a pupil's competence.</param>
public sealed record ConsentGift(DateTimeOffset? GivenAt, ConsentMethod? Method, GivingContact? Contact, SelfConsent? ByPupil, StaffId RecordedById);
