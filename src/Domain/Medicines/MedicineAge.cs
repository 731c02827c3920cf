namespace PupilSupport.Domain.Medicines;

/// <summary>The one age that the law of medicines asks for.</summary>
public static class MedicineAge
{
    /// <summary>From this birthday on a young person consents as an adult does (Family Law Reform Act 1969, section 8).</summary>
    public const int OfConsent = 16;

    /// <summary>Whether the pupil is younger on that day. Whoever's date of birth is unknown counts as younger.</summary>
    public static bool IsUnder(DateOnly? dateOfBirth, DateOnly on) => dateOfBirth is not { } born || born.AddYears(OfConsent) > on;
}
