namespace PupilSupport.Infrastructure.Imports;

/// <summary>One row that was left out, and why. Never holds a value of the file.</summary>
/// <param name="File">Name in the zip.</param>
/// <param name="Line">First line of the record, counted from 1 with the header.</param>
/// <param name="Column">Header name; null when it concerns the whole record.</param>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">For people.</param>
internal sealed record RowError(string File, int Line, string? Column, string Code, string Message);

/// <summary>Keeps the first errors and counts the rest; a job of two million bad rows stays small.</summary>
internal sealed class RowErrors
{
    public const int Kept = 10_000;

    private readonly List<RowError> _kept = [];

    public IReadOnlyList<RowError> List => _kept;

    public int Total { get; private set; }

    /// <summary>Rows with at least one error.</summary>
    public int Rows { get; private set; }

    public int Room => Kept - _kept.Count;

    /// <param name="isFirstOfRow">A row with three faults is three errors but one failed row.</param>
    public void Add(RowError error, bool isFirstOfRow = true)
    {
        Total++;
        Rows += isFirstOfRow ? 1 : 0;
        if (_kept.Count < Kept)
        {
            _kept.Add(error);
        }
    }

    /// <summary>Errors that were found but not kept.</summary>
    public void AddUnkept(int count) => (Total, Rows) = (Total + count, Rows + count);
}
