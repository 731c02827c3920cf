using System.Globalization;
using Microsoft.OpenApi;

namespace PupilSupport.Api.Tests.Contract;

/// <summary>Compares two schemas in one direction. References already seen together are not followed again.</summary>
internal sealed class SchemaComparison(bool isRequest, ICollection<string> breaks)
{
    private readonly HashSet<(string?, string?)> _seen = [];

    public void Run(string place, IOpenApiSchema? old, IOpenApiSchema? now)
    {
        if (old is null || now is null)
        {
            Check(old is null == now is null, place, "schema added or removed");
            return;
        }

        var (oldId, newId) = ((old as OpenApiSchemaReference)?.Reference.Id, (now as OpenApiSchemaReference)?.Reference.Id);
        if (oldId is not null && !_seen.Add((oldId, newId)))
        {
            return;
        }

        Types(place, old, now);
        Limits(place, old, now);
        Codes(place, old, now);
        Members(place, old, now);
        Variants(place, old, now);
        if (old.Items is not null && now.Items is not null)
        {
            Run(place + "/*", old.Items, now.Items);
        }
    }

    private void Types(string place, IOpenApiSchema old, IOpenApiSchema now)
    {
        var (was, becomes) = (old.Type ?? 0, now.Type ?? 0);
        var (lost, gained) = (was & ~becomes, becomes & ~was);
        Check((isRequest ? lost : gained) == 0 && ((was == 0) == (becomes == 0)), place, $"type {old.Type} -> {now.Type}");
        Check(old.Format == now.Format, place, $"format {old.Format} -> {now.Format}");
        Check(old.Const == now.Const, place, $"const {old.Const} -> {now.Const}");
    }

    private void Limits(string place, IOpenApiSchema old, IOpenApiSchema now)
    {
        Upper(place, "maxLength", old.MaxLength, now.MaxLength);
        Upper(place, "maxItems", old.MaxItems, now.MaxItems);
        Upper(place, "maximum", Number(old.Maximum), Number(now.Maximum));
        Upper(place, "exclusiveMaximum", Number(old.ExclusiveMaximum), Number(now.ExclusiveMaximum));
        Upper(place, "minLength", -old.MinLength, -now.MinLength);
        Upper(place, "minItems", -old.MinItems, -now.MinItems);
        Upper(place, "minimum", -Number(old.Minimum), -Number(now.Minimum));
        Upper(place, "exclusiveMinimum", -Number(old.ExclusiveMinimum), -Number(now.ExclusiveMinimum));
        Check(!isRequest || now.Pattern is null || now.Pattern == old.Pattern, place, "pattern new or changed");
    }

    // A lower limit is compared as the upper limit of its negative. In an answer a limit may be tightened, not raised.
    private void Upper(string place, string name, decimal? old, decimal? now)
    {
        var breaks = isRequest ? now is not null && (old is null || now < old) : old is not null && (now is null || now > old);
        Check(!breaks, place, string.Create(CultureInfo.InvariantCulture, $"{name} {old} -> {now}"));
    }

    private void Codes(string place, IOpenApiSchema old, IOpenApiSchema now)
    {
        var was = (old.Enum ?? []).Select(e => e.ToJsonString()).ToList();
        var becomes = (now.Enum ?? []).Select(e => e.ToJsonString()).ToHashSet();
        foreach (var code in was.Where(c => becomes.Count > 0 && !becomes.Contains(c)))
        {
            Check(false, place, $"code {code} removed");
        }

        Check(!isRequest || was.Count > 0 || becomes.Count == 0, place, "codes newly closed");
    }

    private void Members(string place, IOpenApiSchema old, IOpenApiSchema now)
    {
        var (was, becomes) = (old.Properties ?? new Dictionary<string, IOpenApiSchema>(), now.Properties ?? new Dictionary<string, IOpenApiSchema>());
        foreach (var (name, member) in was)
        {
            Check(becomes.ContainsKey(name), place, $"member {name} removed");
            if (becomes.TryGetValue(name, out var current))
            {
                Run($"{place}/{name}", member, current);
            }
        }

        var (oldRequired, newRequired) = (old.Required ?? new HashSet<string>(), now.Required ?? new HashSet<string>());
        foreach (var name in isRequest ? newRequired.Except(oldRequired) : oldRequired.Except(newRequired).Where(becomes.ContainsKey))
        {
            Check(false, place, $"member {name} {(isRequest ? "newly" : "no longer")} required");
        }

        Check(!isRequest || now.AdditionalPropertiesAllowed || !old.AdditionalPropertiesAllowed, place, "object closed");
    }

    private void Variants(string place, IOpenApiSchema old, IOpenApiSchema now)
    {
        if (old.Discriminator?.Mapping is { } was && now.Discriminator?.Mapping is { } becomes)
        {
            foreach (var (code, variant) in was)
            {
                Check(becomes.ContainsKey(code), place, $"variant {code} removed");
                Run($"{place}({code})", variant, becomes.TryGetValue(code, out var current) ? current : variant);
            }

            return;
        }

        var (olds, nows) = (old.OneOf ?? [], now.OneOf ?? []);
        Check(isRequest ? nows.Count >= olds.Count : nows.Count <= olds.Count || olds.Count == 0 && nows.Count == 0, place, $"variants {olds.Count} -> {nows.Count}");
        foreach (var (first, second) in olds.Zip(nows))
        {
            Run(place, first, second);
        }
    }

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private void Check(bool holds, string place, string fault)
    {
        if (!holds)
        {
            breaks.Add($"{place}: {fault}");
        }
    }
}
