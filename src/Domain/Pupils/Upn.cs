using System.Collections.Frozen;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Pupils;

/// <summary>
/// Unique Pupil Number: a check letter, the 3-digit local authority that gave it, and 9 more. A letter in the last
/// place marks a temporary number. Only ASCII is read.
/// </summary>
public sealed record Upn
{
    public const int Length = 13;

    /// <summary>The form alone; the check letter is a rule.</summary>
    public const string Pattern = "^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$";

    private const string Letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private Upn(string value) => Value = value;

    public string Value { get; }

    public bool IsTemporary => !char.IsAsciiDigit(Value[^1]);

    /// <summary>The local authority that gave it, 3 digits.</summary>
    public string LocalAuthority => Value.Substring(1, 3);

    /// <summary>Whether the local authority is or was one. The list changes, so an unknown one is a finding, never a refusal.</summary>
    public bool IsLocalAuthorityKnown => LocalAuthorities.Known.Contains(LocalAuthority);

    /// <summary>Reads a UPN; outer blanks and lower case are forgiven, anything else is not.</summary>
    public static Result<Upn> Parse(string text)
    {
        var value = text.Trim().ToUpperInvariant();
        if (!HasForm(value))
            return PupilErrors.UpnFormat;
        return Letters[Sum(value) % Letters.Length] == value[0] ? new Upn(value) : PupilErrors.UpnChecksum;
    }

    /// <summary>A stored one, checked when it was stored.</summary>
    public static Upn FromStore(string value) => new(value);

    public override string ToString() => "UPN";

    private static bool HasForm(string value) =>
        value.Length == Length
        && Letters.Contains(value[0], StringComparison.Ordinal)
        && value.AsSpan(1, 11).IndexOfAnyExceptInRange('0', '9') < 0
        && (char.IsAsciiDigit(value[^1]) || Letters.Contains(value[^1], StringComparison.Ordinal));

    /// <summary>Places 2 to 13, each times its place; 23 letters being a prime number, no single change goes unseen.</summary>
    private static int Sum(string value)
    {
        var sum = 0;
        for (var place = 2; place <= Length; place++)
        {
            var sign = value[place - 1];
            sum += place * (char.IsAsciiDigit(sign) ? sign - '0' : Letters.IndexOf(sign, StringComparison.Ordinal));
        }

        return sum;
    }
}

/// <summary>The local authorities of England and Wales by number, today's and those that once gave UPNs.</summary>
public static class LocalAuthorities
{
    public static readonly FrozenSet<string> Known = Expand(
        "201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420 660-681 800-803 805-808 810-813 815-816 820-823 "
        + "825-826 830-831 835-841 845-846 850-852 855-857 860-861 865-896 908-909 916 919 921 925-926 928-929 931 933 935-943");

    private static FrozenSet<string> Expand(string ranges) =>
        ranges.Split(' ')
            .Select(r => r.Split('-').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray())
            .SelectMany(r => Enumerable.Range(r[0], r[^1] - r[0] + 1))
            .Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .ToFrozenSet();
}
