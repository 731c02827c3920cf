namespace PupilSupport.TestSupport;

/// <summary>A clock that stands still until a test moves it. Timers run in real time.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>A school day in the fixed calendar of 2026/27, in winter time.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    private long _ticks = start.UtcTicks;

    public TestClock() : this(Monday) { }

    /// <summary>The time that everything sees from now on.</summary>
    public DateTimeOffset Now
    {
        get => GetUtcNow();
        set => Interlocked.Exchange(ref _ticks, value.UtcTicks);
    }

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
}
