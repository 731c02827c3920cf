namespace PupilSupport.Infrastructure.Imports;

/// <summary>The file as a whole cannot be taken: the job fails with <see cref="Code"/> and nothing is changed.</summary>
/// <param name="code">Stable kebab-case code of the job.</param>
/// <param name="message">For people; never content of the file.</param>
/// <param name="file">The file in the zip, when it is one file's fault.</param>
internal sealed class ImportRefusedException(string code, string message, string? file = null, int? line = null) : Exception(message)
{
    public string Code { get; } = code;
    public string? File { get; } = file;
    public int? Line { get; } = line;
}
