using System.Collections;

namespace PupilSupport.Domain.Common;

/// <summary>
/// The whole life of an aggregate as one table: state and verb give the next state. What is not in it is refused.
/// </summary>
public sealed class StateTable<TState, TVerb> : IEnumerable<(TState From, TVerb Verb, TState To)>
    where TState : struct, Enum
    where TVerb : struct, Enum
{
    private readonly Dictionary<(TState, TVerb), TState> _moves = [];

    public void Add(TState from, TVerb verb, TState to) => _moves.Add((from, verb), to);

    /// <summary>The next state, or <c>invalid-transition</c> with what is allowed instead.</summary>
    public Result<TState> Move(TState from, TVerb verb) =>
        _moves.TryGetValue((from, verb), out var to)
            ? to
            : StateErrors.InvalidTransition.With("allowedActions", AllowedIn(from));

    public bool Allows(TState from, TVerb verb) => _moves.ContainsKey((from, verb));

    /// <summary>The verbs of a state, in the order of their declaration.</summary>
    public IReadOnlyList<TVerb> AllowedIn(TState from) =>
        [.. Enum.GetValues<TVerb>().Where(verb => Allows(from, verb))];

    public IEnumerator<(TState From, TVerb Verb, TState To)> GetEnumerator() =>
        _moves.Select(m => (m.Key.Item1, m.Key.Item2, m.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class StateErrors
{
    public static readonly Error InvalidTransition = new(
        "invalid-transition", ErrorKind.Conflict, "The record's state does not allow this; allowedActions says what it does.");
}
