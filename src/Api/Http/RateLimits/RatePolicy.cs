namespace PupilSupport.Api.Http.RateLimits;

/// <summary>The quotas of one minute, per node. Section <c>RateLimits</c>.</summary>
public sealed class RateLimitOptions
{
    public const int WindowSeconds = 60;

    public bool Enabled { get; set; } = true;
    public int Read { get; set; } = 600;
    public int Write { get; set; } = 120;
    public int Search { get; set; } = 30;
    public int Token { get; set; } = 10;
    public int Upload { get; set; } = 30;

    /// <summary>Of pages for people without an account: by address, and answers by link as well.</summary>
    public int Link { get; set; } = 20;

    /// <summary>How many requests of one trust may run at once, so that it cannot starve the others.</summary>
    public int ConcurrentPerTrust { get; set; } = 32;

    internal int QuotaOf(string policy) => policy switch
    {
        RatePolicy.Read => Read,
        RatePolicy.Write => Write,
        RatePolicy.Search => Search,
        RatePolicy.Token => Token,
        RatePolicy.Upload => Upload,
        RatePolicy.Link => Link,
        _ => throw new ArgumentOutOfRangeException(nameof(policy)),
    };
}

/// <summary>The quota that an endpoint's requests use up. Without it, reads use up <c>read</c> and the rest <c>write</c>.</summary>
public sealed record RatePolicy(string Name)
{
    public const string Read = "read";
    public const string Write = "write";
    public const string Search = "search";
    public const string Token = "token";
    public const string Upload = "upload";
    public const string Link = "link";
}
