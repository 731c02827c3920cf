namespace PupilSupport.Domain.Observations;

public enum ObservationKind
{
    /// <summary>A small step, something that went well.</summary>
    Positive,

    /// <summary>What was seen, without judging it.</summary>
    Observation,
}

/// <summary>What can be done to an observation.</summary>
public enum ObservationAction
{
    Void,
}
