namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>When a fixed dose of which nobody has said anything counts as missed.</summary>
public static class MissedDoses
{
    /// <summary>
    /// Whether the order was in force at that time of it and until its window closed: what came before, and what a hold or
    /// an end cut off, is nobody's to miss.
    /// </summary>
    public static bool IsOwed(DateTimeOffset? inForceSince, DateTimeOffset? inForceUntil, DateTimeOffset slot, TimeSpan window) =>
        inForceSince <= slot && (inForceUntil is null || slot + window <= inForceUntil);

    /// <summary>Whether its window has closed.</summary>
    public static bool IsOver(DateTimeOffset slot, TimeSpan window, DateTimeOffset now) => now > slot + window;
}
