namespace PupilSupport.Api.Imports;

/// <summary>The parts of an upload.</summary>
public sealed record ImportForm
{
    /// <summary>The zip, at most 200 MiB.</summary>
    public required IFormFile File { get; init; }

    /// <summary>What the zip holds.</summary>
    public required ImportFormat Format { get; init; }

    /// <summary>Whether the job counts what would happen and changes nothing; false when absent.</summary>
    public bool? ValidateOnly { get; init; }
}

/// <summary>What an uploaded zip holds.</summary>
public enum ImportFormat
{
    /// <summary>OneRoster 1.1 or 1.2 CSV.</summary>
    Oneroster,
}
