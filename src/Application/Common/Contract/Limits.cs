namespace PupilSupport.Application.Common.Contract;

/// <summary>The longest text, in UTF-16 units, and the shortest when not 0. Give it the entity's constant.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TextAttribute(int max) : Attribute
{
    public int Max { get; } = max;
    public int Min { get; init; }

    /// <summary>An anchored ECMAScript pattern, for the contract; the rule itself stands in the domain.</summary>
    public string? Pattern { get; init; }
}

/// <summary>The most items of a list. <see cref="Text"/> is the longest of its texts, when it is a list of texts.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ItemsAttribute(int max) : Attribute
{
    public int Max { get; } = max;
    public int Min { get; init; }
    public int Text { get; init; }
}

/// <summary>How many decimal places a number may have; checked on its text, before anything rounds.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DecimalPlacesAttribute(int places) : Attribute
{
    public int Places { get; } = places;
}

/// <summary>The request whose validator holds this body's limits; members match by name.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RulesOfAttribute(Type request) : Attribute
{
    public Type Request { get; } = request;
}

/// <summary>
/// Marks the list property of a query that takes <c>expand</c>: at most 5 of these paths, at most 2 names deep, given
/// with commas between.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExpandableAttribute(params string[] paths) : Attribute
{
    public IReadOnlyList<string> Paths { get; } = paths;
}
