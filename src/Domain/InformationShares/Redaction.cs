using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.InformationShares;

/// <summary>Whom or what a redaction replaces.</summary>
public enum RedactionKind
{
    OtherPupil,
    OtherAdult,
    Staff,

    /// <summary>What whoever redacts asked to leave out.</summary>
    LeftOut,
}

/// <summary>Something to be replaced wherever it stands as words of its own.</summary>
/// <param name="Words">A name or other words; apostrophes, accents and letter case do not count.</param>
/// <param name="By">What stands there instead.</param>
/// <param name="IsWrittenLarge">Whether it counts only with a capital letter: a given name that is an English word too.</param>
public sealed record RedactedWords(string Words, RedactionKind Kind, string By, bool IsWrittenLarge = false);

/// <summary>
/// Replaces names in texts. The longest words win, then the first of the same words; possessives keep their ending, and family names may stand first.
/// What it cannot know it leaves: a nickname, a name that is spelled wrong.
/// </summary>
public sealed partial class Redaction
{
    private readonly FrozenDictionary<string, RedactedWords> _replaced;
    private readonly int _longest;

    /// <param name="replaced">The ones that matter most first.</param>
    /// <param name="kept">Names that stay though somebody else has them too.</param>
    public Redaction(IEnumerable<RedactedWords> replaced, IEnumerable<string> kept)
    {
        var stays = kept.Select(Key).ToHashSet(StringComparer.Ordinal);
        var words = new Dictionary<string, RedactedWords>(StringComparer.Ordinal);
        foreach (var one in replaced)
        {
            if (Key(one.Words) is { Length: > 0 } key && (one.Kind == RedactionKind.LeftOut || !stays.Contains(key)))
            {
                words.TryAdd(key, one);
            }
        }

        _replaced = words.ToFrozenDictionary(StringComparer.Ordinal);
        _longest = _replaced.Keys.Select(k => k.Count(c => c == ' ') + 1).DefaultIfEmpty(0).Max();
    }

    /// <param name="count">Called for each replacement.</param>
    public string Apply(string text, Action<RedactionKind> count)
    {
        var tokens = Token.Matches(text);
        var (made, from) = (new StringBuilder(text.Length), 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Found(text, tokens, i) is not { } found)
            {
                continue;
            }

            made.Append(text, from, tokens[i].Index - from).Append(found.Words.By);
            from = found.End;
            i = found.Last;
            count(found.Words.Kind);
        }

        return from == 0 ? text : made.Append(text, from, text.Length - from).ToString();
    }

    private (RedactedWords Words, int Last, int End)? Found(string text, MatchCollection tokens, int first)
    {
        for (var length = Math.Min(_longest, tokens.Count - first); length > 0; length--)
        {
            var last = first + length - 1;
            if (!AreTogether(text, tokens, first, last))
            {
                continue;
            }

            var before = string.Concat(tokens.Skip(first).Take(length - 1).Select(t => Fold(t.Value) + " "));
            var (value, end) = (tokens[last].Value, tokens[last].Index + tokens[last].Length);
            foreach (var cut in Ending.Match(value) is { Success: true, Length: var owned } ? new[] { 0, owned } : [0])
            {
                if (_replaced.TryGetValue(before + Fold(value[..^cut]), out var words) && (!words.IsWrittenLarge || char.IsUpper(tokens[first].Value[0])))
                {
                    return (words, last, end - cut);
                }
            }
        }

        return null;
    }

    private static bool AreTogether(string text, MatchCollection tokens, int first, int last)
    {
        for (var i = first; i < last; i++)
        {
            var end = tokens[i].Index + tokens[i].Length;
            if (!Between.IsMatch(text.AsSpan(end, tokens[i + 1].Index - end)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Key(string words) => string.Join(' ', Token.Matches(words).Select(t => Fold(t.Value)));

    private static string Fold(string token) => string.Concat(FoldedName.Words(token));

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+(?:['’‘`´ʼ][\p{L}\p{M}\p{Nd}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Token { get; }

    [GeneratedRegex(@"^[\s,.\-‐‑]{1,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Between { get; }

    [GeneratedRegex(@"['’‘`´ʼ]s$", RegexOptions.CultureInvariant)]
    private static partial Regex Ending { get; }
}
