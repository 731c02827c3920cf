using System.Text.Json.Nodes;
using PupilSupport.Domain.Policies;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Policies;

/// <summary>A stored value that counts: the last revision of its place and day.</summary>
/// <param name="Value">Null where nothing is to stand.</param>
internal sealed record StandingValue(Guid Id, SchoolId? SchoolId, DateOnly EffectiveFrom, int Revision, JsonObject? Value);

/// <summary>All values of one policy in a trust.</summary>
internal sealed class PolicyLayers(PolicyDefinition definition, IPolicyJson json, IEnumerable<StandingValue> values)
{
    private readonly ILookup<SchoolId?, StandingValue> _byPlace = values
        .GroupBy(v => (v.SchoolId, v.EffectiveFrom))
        .Select(g => g.MaxBy(v => v.Revision)!)
        .Where(v => v.Value is not null)
        .OrderByDescending(v => v.EffectiveFrom)
        .ToLookup(v => v.SchoolId);

    private readonly Dictionary<(SchoolId?, DateOnly), IPolicy> _known = [];

    /// <summary>What one place has set itself, the latest day first.</summary>
    public IEnumerable<StandingValue> At(SchoolId? place) => _byPlace[place];

    /// <summary>What a place's own value is on a day.</summary>
    public StandingValue? OwnOn(SchoolId? place, DateOnly day) => At(place).FirstOrDefault(v => v.EffectiveFrom <= day);

    public IPolicy On(SchoolId? school, DateOnly day)
    {
        if (!_known.TryGetValue((school, day), out var policy))
        {
            _known[(school, day)] = policy = Merge(definition.DefaultOn(day), OwnOn(null, day), school is null ? null : OwnOn(school, day));
        }

        return policy;
    }

    /// <summary>Every place and day at which what is in force may differ from the day before, from a day on.</summary>
    public IEnumerable<(SchoolId? School, DateOnly Day)> ChangesFrom(DateOnly first)
    {
        var days = _byPlace.SelectMany(p => p).Select(v => v.EffectiveFrom).Where(d => d > first).Append(first).Distinct().ToArray();
        return _byPlace.Select(p => p.Key).Append(null).Distinct().SelectMany(_ => days, (place, day) => (place, day));
    }

    private IPolicy Merge(IPolicy standard, params ReadOnlySpan<StandingValue?> layers)
    {
        JsonObject? merged = null;
        foreach (var layer in layers)
        {
            foreach (var member in layer?.Value ?? [])
            {
                merged ??= json.Write(standard);
                merged[member.Key] = member.Value?.DeepClone();
            }
        }

        return merged is null ? standard : json.Read(merged, definition.Type);
    }
}

/// <summary>One policy of a trust, for all schools and days.</summary>
public sealed class PolicyTable<T> where T : class, IPolicy<T>, new()
{
    private readonly PolicyLayers _layers;

    internal PolicyTable(PolicyLayers layers) => _layers = layers;

    /// <summary>The days from which a place has another value than before, in order; what holds on a day holds from the last of them on.</summary>
    public IReadOnlyList<DateOnly> ChangeDays =>
        [.. _layers.ChangesFrom(DateOnly.MinValue).Select(c => c.Day).Where(d => d > DateOnly.MinValue).Distinct().Order()];

    /// <inheritdoc cref="IPolicies.OnAsync{T}"/>
    public T On(SchoolId? school, DateOnly on) => (T)_layers.On(school, on);
}
