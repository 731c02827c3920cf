namespace PupilSupport.Domain.Common;

/// <summary>The longest text, in UTF-16 units, and the shortest when not 0. On a record of the domain that travels as it is.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public class TextBoundsAttribute(int max) : Attribute
{
    public int Max { get; } = max;
    public int Min { get; init; }

    /// <summary>An anchored ECMAScript pattern, for the contract; the rule itself stands in the domain.</summary>
    public string? Pattern { get; init; }
}

/// <summary>The most items of a list, and the fewest when not 0. <see cref="Text"/> is the longest of its texts, when it is a list of texts; none of them is empty.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public class ItemBoundsAttribute(int max) : Attribute
{
    public int Max { get; } = max;
    public int Min { get; init; }
    public int Text { get; init; }
}
