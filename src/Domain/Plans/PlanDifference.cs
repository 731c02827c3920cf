using System.Text.Json;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

public enum PlanChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>One value that is different.</summary>
/// <param name="Path">RFC 6901 pointer; in <c>/targets/…</c> the next segment is the target's id.</param>
/// <param name="TargetId">The target that it belongs to.</param>
/// <param name="Before">The value as text; null when it was not there.</param>
/// <param name="After">The value as text; null when it is no longer there.</param>
public sealed record PlanChange(
    [property: TextBounds(PlanDifference.MaxPath)] string Path,
    PlanChangeKind Kind,
    Guid? TargetId,
    [property: TextBounds(Limits.Text)] string? Before,
    [property: TextBounds(Limits.Text)] string? After);

/// <summary>What is different between two texts of a plan, value by value.</summary>
public static class PlanDifference
{
    public const int Max = 500;
    public const int MaxPath = 300;

    private const string Targets = "/targets/";

    /// <summary>In the order of the paths of the later text, then those that it no longer has.</summary>
    public static IReadOnlyList<PlanChange> Between(PlanContent before, PlanContent after)
    {
        var (old, now) = (Leaves(before), Leaves(after));
        var gone = old.Where(o => !now.ContainsKey(o.Key)).Select(o => Change(o.Key, PlanChangeKind.Removed, o.Value, null));
        return
        [
            .. now.Where(n => old.GetValueOrDefault(n.Key) != n.Value)
                .Select(n => old.TryGetValue(n.Key, out var was) ? Change(n.Key, PlanChangeKind.Changed, was, n.Value) : Change(n.Key, PlanChangeKind.Added, null, n.Value)),
            .. gone,
        ];
    }

    private static PlanChange Change(string path, PlanChangeKind kind, string? before, string? after) =>
        new(path, kind, path.StartsWith(Targets, StringComparison.Ordinal) ? Guid.Parse(path.Split('/')[2]) : null, before, after);

    private static Dictionary<string, string> Leaves(PlanContent content)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk(PlanJson.Element(content), "", leaves);
        return leaves;
    }

    private static void Walk(JsonElement value, string path, Dictionary<string, string> leaves)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Walk(member.Value, $"{path}/{member.Name}", leaves);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    var key = path + "/" == Targets ? item.GetProperty("id").GetString() : $"{index}";
                    Walk(item, $"{path}/{key}", leaves);
                }

                break;
            default:
                leaves[path] = value.ToString();
                break;
        }
    }
}
