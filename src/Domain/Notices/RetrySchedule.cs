namespace PupilSupport.Domain.Notices;

/// <summary>When a delivery is tried again: quickly at first, then ever more seldom, for three days.</summary>
public static class RetrySchedule
{
    /// <summary>Within this share a wait is shortened or lengthened, so that many do not come back at once.</summary>
    public const double Jitter = 0.2;

    /// <summary>A receiver may ask for as much patience and no more.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>Nothing but failure for as long as this disables a webhook.</summary>
    public static readonly TimeSpan PatienceWithWebhook = TimeSpan.FromDays(5);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public static int MaxAttempts => Waits.Length + 1;

    /// <summary>How long to wait after the given attempt; null when it was the last.</summary>
    /// <param name="attempt">From 1.</param>
    /// <param name="asked">What the receiver asked for, if it did.</param>
    /// <param name="chance">From 0 to 1; moves the wait within the jitter.</param>
    public static TimeSpan? After(int attempt, TimeSpan? asked, double chance)
    {
        if (attempt >= MaxAttempts)
        {
            return null;
        }

        var wait = Waits[attempt - 1] * (1 - Jitter + (2 * Jitter * chance));
        var least = asked < LongestWait ? asked.Value : asked is null ? TimeSpan.Zero : LongestWait;
        return wait > least ? wait : least;
    }
}
