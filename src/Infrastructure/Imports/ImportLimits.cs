namespace PupilSupport.Infrastructure.Imports;

/// <summary>What one import may cost. A file beyond a limit is refused as a whole.</summary>
internal static class ImportLimits
{
    public const int Entries = 64;
    public const int Rows = 2_000_000;

    /// <summary>Characters of one CSV field; also bounds what an unclosed quote can swallow.</summary>
    public const int FieldLength = 65_536;

    /// <summary>Bytes of all read entries after inflation.</summary>
    public const long InflatedBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>
    /// Inflated to packed bytes of one entry. Rosters of generated ids reach about 30; a bomb starts near 1,000.
    /// Small entries are free, since a short file of equal rows packs as well as a bomb does.
    /// </summary>
    public const int InflationRatio = 200;
    public const long InflationFree = 4 * 1024 * 1024;
}
