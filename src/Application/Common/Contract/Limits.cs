using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Contract;

/// <inheritdoc cref="TextBoundsAttribute"/>
/// <remarks>Give it the entity's constant.</remarks>
public sealed class TextAttribute(int max) : TextBoundsAttribute(max);

/// <inheritdoc cref="ItemBoundsAttribute"/>
public sealed class ItemsAttribute(int max) : ItemBoundsAttribute(max);

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
