using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace PupilSupport.Domain.Common;

/// <summary>A published national code, kept as published. Members without it are spelled lower_snake.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class CodeAttribute(string code) : Attribute
{
    public string Code { get; } = code;
}

/// <summary>The one spelling of an enum: on the wire, in the database and in the contract.</summary>
public static class EnumCodes<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> ToCode = Enum.GetValues<T>().ToFrozenDictionary(v => v, CodeOf);

    private static readonly FrozenDictionary<string, T> FromCode =
        ToCode.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    /// <summary>All codes, in the order of declaration.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(v => ToCode[v])];

    public static string Format(T value) => ToCode[value];

    public static bool TryParse(string code, out T value) => FromCode.TryGetValue(code, out value);

    public static T Parse(string code) => FromCode[code];

    private static string CodeOf(T value) =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<CodeAttribute>()?.Code ?? Snake.Case(value.ToString());
}

/// <summary>The same for a value whose type only it knows.</summary>
public static class EnumCodes
{
    private static readonly ConcurrentDictionary<Enum, string> Codes = new();

    public static string Format(Enum value) => Codes.GetOrAdd(
        value, v => (string)typeof(EnumCodes<>).MakeGenericType(v.GetType()).GetMethod(nameof(EnumCodes<>.Format))!.Invoke(null, [v])!);
}

/// <summary>PascalCase to lower_snake.</summary>
public static class Snake
{
    public static string Case(string pascal)
    {
        var text = new StringBuilder(pascal.Length + 8);
        for (var i = 0; i < pascal.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(pascal[i])
                && (!char.IsUpper(pascal[i - 1]) || (i + 1 < pascal.Length && char.IsLower(pascal[i + 1])));
            if (startsWord)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(pascal[i]));
        }

        return text.ToString();
    }
}
