using System.Runtime.CompilerServices;

namespace PupilSupport.Domain.Common;

/// <summary>
/// For what the edge has already refused: a breach here is our fault, so it throws. What a caller may get wrong
/// is a <see cref="Result"/>.
/// </summary>
public static class Guard
{
    public static string Text(string value, int maxLength, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        return Bounded(value, maxLength, name);
    }

    public static string? OptionalText(string? value, int maxLength, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is null ? null : Text(value, maxLength, name);

    public static int InRange(int value, int min, int max, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= min && value <= max ? value : throw new ArgumentOutOfRangeException(name);

    private static string Bounded(string value, int maxLength, string? name) =>
        value.Length <= maxLength ? value : throw new ArgumentOutOfRangeException(name);
}
