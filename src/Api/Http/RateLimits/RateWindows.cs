using System.Collections.Concurrent;

namespace PupilSupport.Api.Http.RateLimits;

/// <summary>
/// Counts per policy and caller in fixed windows. The in-box limiter cannot tell when its window ends, which the
/// RateLimit header must say.
/// </summary>
internal sealed class RateWindows(TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(RateLimitOptions.WindowSeconds);

    private readonly ConcurrentDictionary<(string Policy, string Caller), Window> _windows = new();
    private long _sweptAt = clock.GetUtcNow().UtcTicks;

    /// <returns>Whether the request fits, what remains after it, and in how many seconds the window starts anew.</returns>
    public (bool Fits, int Remaining, int ResetSeconds) Take(string policy, string caller, int quota)
    {
        Sweep();
        var window = _windows.GetOrAdd((policy, caller), _ => new Window(clock.GetUtcNow()));
        lock (window)
        {
            if (Ended(window))
            {
                window.Start = clock.GetUtcNow();
                window.Used = 0;
            }

            var fits = window.Used < quota;
            window.Used += fits ? 1 : 0;
            var left = Length - (clock.GetUtcNow() - window.Start);
            return (fits, Math.Max(0, quota - window.Used), Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)));
        }
    }

    /// <summary>Gives one back: the answer cost next to nothing.</summary>
    public void Refund(string policy, string caller)
    {
        if (_windows.TryGetValue((policy, caller), out var window))
        {
            lock (window)
            {
                window.Used = Math.Max(0, window.Used - 1);
            }
        }
    }

    // Callers without a token are told apart by address, so the table would grow without end.
    private void Sweep()
    {
        var last = Interlocked.Read(ref _sweptAt);
        var now = clock.GetUtcNow().UtcTicks;
        if (now - last < Length.Ticks || Interlocked.CompareExchange(ref _sweptAt, now, last) != last)
        {
            return;
        }

        foreach (var (key, window) in _windows)
        {
            if (Ended(window))
            {
                _windows.TryRemove(KeyValuePair.Create(key, window));
            }
        }
    }

    private bool Ended(Window window) => (clock.GetUtcNow() - window.Start).Duration() >= Length;

    private sealed class Window(DateTimeOffset start)
    {
        public DateTimeOffset Start { get; set; } = start;
        public int Used { get; set; }
    }
}
