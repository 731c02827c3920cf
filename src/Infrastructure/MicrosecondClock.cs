namespace PupilSupport.Infrastructure;

/// <summary>The system's clock in the database's precision, so that what is answered equals what is read later.</summary>
public sealed class MicrosecondClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
