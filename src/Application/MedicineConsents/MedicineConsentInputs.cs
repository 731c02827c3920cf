using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Application.MedicineConsents;

/// <summary>How a consent was given.</summary>
public record MedicineConsentGift
{
    /// <summary>A contact of the pupil with parental responsibility, in person, for an authority or by delegation, who is not barred.</summary>
    public Guid? GivenByContactId { get; init; }

    /// <summary>When it was given; a few minutes ahead of the server's clock at most.</summary>
    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>How it reached the school.</summary>
    public ConsentMethod? Method { get; init; }

    /// <summary>The pupil's own consent, in place of a contact's.</summary>
    public MedicineSelfConsent? SelfConsent { get; init; }
}

/// <summary>The consent of a pupil of 16 or more, or of a younger one whom whoever records it has found competent.</summary>
public sealed record MedicineSelfConsent
{
    /// <summary>What was considered; required under 16. Whoever records it attests it.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? AssessedNote { get; init; }

    /// <summary>Whether only the medical lead and the DSL are to know of it and of all that rests on it. Contacts are never told. Only for a consent that is recorded as given.</summary>
    public bool Confidential { get; init; }
}

/// <summary>A consent that is asked for, or was given.</summary>
public record NewMedicineConsent : MedicineConsentGift
{
    public required Guid PupilId { get; init; }

    /// <summary>As the label has it. An order is of the same medicine when its name is the same, whatever its case.</summary>
    [Text(Limits.Title, Min = 1)]
    public required string MedicineName { get; init; }

    /// <summary>The most at a time. A larger dose needs a new consent.</summary>
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Dose { get; init; }
    public required DoseUnit DoseUnit { get; init; }

    /// <summary>What whoever gave it asks to be heeded.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Instructions { get; init; }

    /// <summary>Its last day; it does not end by itself when absent.</summary>
    public DateOnly? ExpiresOn { get; init; }
}
