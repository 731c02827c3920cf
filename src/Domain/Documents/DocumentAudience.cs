namespace PupilSupport.Domain.Documents;

/// <summary>For whom a kind of document is made.</summary>
public enum DocumentAudience
{
    /// <summary>Those who work at the school: it does not leave.</summary>
    School,

    /// <summary>The pupil and the family.</summary>
    Family,

    /// <summary>The school or phase to which the pupil moves.</summary>
    NewSchool,

    /// <summary>An agency to which the pupil is referred.</summary>
    Agency,
}

public static class DocumentAudiences
{
    /// <summary>What is for others than the school leaves it, and stands in the log of information shares.</summary>
    public static DocumentAudience Of(DocumentKind kind) => kind switch
    {
        DocumentKind.Plan or DocumentKind.RecognitionCard => DocumentAudience.Family,
        DocumentKind.HandOverPack => DocumentAudience.NewSchool,
        DocumentKind.ReferralPack => DocumentAudience.Agency,
        _ => DocumentAudience.School,
    };
}
