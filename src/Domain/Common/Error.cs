using System.Collections.Immutable;

namespace PupilSupport.Domain.Common;

/// <summary>What kind of refusal an error is; the HTTP edge maps each kind to exactly one status.</summary>
public enum ErrorKind
{
    /// <summary>400: the contract's schema refuses it.</summary>
    Invalid,

    /// <summary>403: the caller may know it exists, but may not do this.</summary>
    Forbidden,

    /// <summary>404: there is none, or none that the caller may know of.</summary>
    NotFound,

    /// <summary>409: the state of the record, a duplicate or an overlap forbids it.</summary>
    Conflict,

    /// <summary>410: it was there once.</summary>
    Gone,

    /// <summary>412: the caller's version is not the current one.</summary>
    PreconditionFailed,

    /// <summary>413: more than the published limit.</summary>
    TooLarge,

    /// <summary>422: well formed, but a rule of the domain refuses it.</summary>
    Rule,

    /// <summary>503: it cannot be done now and nothing was changed.</summary>
    Unavailable,
}

/// <summary>One fault inside a refused request.</summary>
/// <param name="Pointer">RFC 6901 pointer into the body; empty for the whole.</param>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">For people; never a submitted value.</param>
public sealed record Fault(string Pointer, string Code, string Message);

/// <summary>An expected refusal. Its code is part of the contract and is never renamed.</summary>
public sealed record Error(string Code, ErrorKind Kind, string Message)
{
    public ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>Further members of the problem body: limits, ids the caller may see, allowed actions.</summary>
    public ImmutableDictionary<string, object> Extensions { get; init; } = ImmutableDictionary<string, object>.Empty;

    public Error At(string pointer) => this with { Faults = [new Fault(pointer, Code, Message)] };

    public Error With(string name, object value) => this with { Extensions = Extensions.SetItem(name, value) };
}
