namespace PupilSupport.Domain.SessionSeries;

/// <summary>A day of the week on which a school can be open.</summary>
public enum Weekday
{
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
}

public enum SupportSessionSeriesStatus
{
    Active,

    /// <summary>What was still to come was cancelled.</summary>
    Cancelled,
}

/// <summary>What can be done to a series.</summary>
public enum SupportSessionSeriesAction
{
    /// <summary>Give the sessions that are still to come another day, time, length or room.</summary>
    Move,

    /// <summary>Take back the sessions that are still to come.</summary>
    Cancel,
}

/// <summary>Why a day of the pattern has no session.</summary>
public enum SkipReason
{
    /// <summary>The school is closed.</summary>
    Closed,

    /// <summary>It lies before the school year opens or after it closes.</summary>
    OutOfTerm,

    /// <summary>A session would have stood in another's way, and the request said to leave such ones out.</summary>
    Clash,
}
