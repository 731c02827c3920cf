using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Pupils;

/// <summary>Provision for special educational needs, by its national code.</summary>
public enum SenProvision
{
    /// <summary>No special educational need.</summary>
    [Code("N")] None,

    /// <summary>SEN support.</summary>
    [Code("K")] SenSupport,

    /// <summary>Education, health and care plan.</summary>
    [Code("E")] EducationHealthAndCarePlan,
}

/// <summary>A type of special educational need, by its national code.</summary>
public enum SenType
{
    /// <summary>Specific learning difficulty.</summary>
    [Code("SPLD")] SpecificLearningDifficulty,

    /// <summary>Moderate learning difficulty.</summary>
    [Code("MLD")] ModerateLearningDifficulty,

    /// <summary>Severe learning difficulty.</summary>
    [Code("SLD")] SevereLearningDifficulty,

    /// <summary>Profound and multiple learning difficulty.</summary>
    [Code("PMLD")] ProfoundAndMultipleLearningDifficulty,

    /// <summary>Social, emotional and mental health.</summary>
    [Code("SEMH")] SocialEmotionalAndMentalHealth,

    /// <summary>Speech, language and communication needs.</summary>
    [Code("SLCN")] SpeechLanguageAndCommunication,

    /// <summary>Hearing impairment.</summary>
    [Code("HI")] HearingImpairment,

    /// <summary>Vision impairment.</summary>
    [Code("VI")] VisionImpairment,

    /// <summary>Multi-sensory impairment.</summary>
    [Code("MSI")] MultiSensoryImpairment,

    /// <summary>Physical disability.</summary>
    [Code("PD")] PhysicalDisability,

    /// <summary>Autistic spectrum disorder.</summary>
    [Code("ASD")] AutisticSpectrumDisorder,

    /// <summary>Other difficulty or disorder.</summary>
    [Code("OTH")] Other,

    /// <summary>SEN support, but no specialist assessment of the type of need.</summary>
    [Code("NSA")] NoSpecialistAssessment,
}
