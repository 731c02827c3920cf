namespace PupilSupport.Infrastructure.Imports.OneRoster;

/// <summary>What <c>manifest.csv</c> says is in the exchange.</summary>
/// <param name="SystemCode">The sender's code for itself, when it gives one.</param>
internal sealed record RosterManifest(string Version, string? SystemCode, IReadOnlySet<string> Files)
{
    public const string FileName = "manifest.csv";

    private static readonly RosterFile Spec = new(
        "manifest", "", [new("propertyName", Required: true), new("value", Required: true)], []);

    /// <exception cref="ImportRefusedException">Missing, of another version, or promising files that are not there.</exception>
    public static async Task<RosterManifest> ReadAsync(RosterArchive archive, CancellationToken ct)
    {
        if (!archive.Has(FileName))
        {
            throw new ImportRefusedException("manifest-missing", $"The zip has no {FileName} at its top level.");
        }

        var properties = await ReadPropertiesAsync(archive, ct);
        var version = properties.GetValueOrDefault("oneroster.version");
        if (version is not ("1.1" or "1.2" or "1.2.0" or "1.2.1"))
        {
            throw new ImportRefusedException("version-unsupported", "oneroster.version must be 1.1 or 1.2.");
        }

        var files = properties
            .Where(p => p.Key.StartsWith("file.", StringComparison.OrdinalIgnoreCase) && IsPresent(p.Value))
            .Select(p => p.Key["file.".Length..])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var system = properties.GetValueOrDefault("source.systemCode");
        return new RosterManifest(version[..3], system is null || !IsGiven(system) ? null : system, files);
    }

    private static async Task<Dictionary<string, string>> ReadPropertiesAsync(RosterArchive archive, CancellationToken ct)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await using var stream = await archive.OpenEntryAsync(FileName, ct);
        await foreach (var row in CsvTable.ReadAsync(Spec, stream, new RowErrors(), ct))
        {
            properties[(string)row.Values[0]!] = (string)row.Values[1]!;
        }

        return properties;
    }

    private static bool IsPresent(string value) =>
        value.Equals("bulk", StringComparison.OrdinalIgnoreCase) || value.Equals("delta", StringComparison.OrdinalIgnoreCase);

    private static bool IsGiven(string value) => !value.Equals("absent", StringComparison.OrdinalIgnoreCase);
}
