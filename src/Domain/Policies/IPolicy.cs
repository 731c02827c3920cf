using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Policies;

/// <summary>What a policy is called, and whose numbers its defaults are.</summary>
/// <param name="Name">Kebab-case, as in the address.</param>
/// <param name="Title">For people.</param>
/// <param name="Source">The law or guidance that sets the numbers, or whose choice they are.</param>
public sealed record PolicyHead(string Name, string Title, string Source)
{
    public const int NameMax = 50;
    public const int TitleMax = 200;
    public const int SourceMax = 500;

    /// <summary>Whether its values tell an outsider how to get round it: they are shown to few.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>Numbers and choices that a rule goes by on a day.</summary>
public interface IPolicy
{
    /// <summary>Why the members cannot hold together, with a pointer to one of them; null when they can.</summary>
    Error? Refusal() => null;
}

/// <summary>
/// One policy: a flat record whose members have bounds as attributes, defaults as initial values, and meaning and source
/// as doc comments. A school or trust sets any of its members from a day on. Found by scan.
/// </summary>
public interface IPolicy<TSelf> : IPolicy where TSelf : class, IPolicy<TSelf>, new()
{
    static abstract PolicyHead Head { get; }

    /// <summary>What holds where nobody has set anything. It may depend on the day: the law changes too.</summary>
    static virtual TSelf DefaultOn(DateOnly day) => new();
}
