using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common;

/// <summary>Codes as people read them.</summary>
public static class Words
{
    /// <summary><c>thrive_one_to_one</c> becomes <c>Thrive one to one</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Sentence(EnumCodes<T>.Format(value));

    public static string Sentence(string code)
    {
        var words = code.Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
