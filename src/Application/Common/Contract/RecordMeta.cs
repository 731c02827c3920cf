namespace PupilSupport.Application.Common.Contract;

/// <summary>What the answer says about itself.</summary>
/// <param name="Redacted">Members that the caller may not read; they are left out, never null.</param>
public sealed record RecordMeta([property: Items(20, Text = 100)] IReadOnlyList<string> Redacted)
{
    /// <summary>Null when nothing was withheld.</summary>
    public static RecordMeta? Of(params IEnumerable<string> withheld) => withheld.ToArray() is { Length: > 0 } names ? new RecordMeta(names) : null;
}
