using System.Runtime.CompilerServices;

namespace PupilSupport.Architecture.Tests;

/// <summary>The product's own source files, for rules that reflection cannot see.</summary>
internal static class Sources
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static IReadOnlyList<(string Path, string Text)> Of(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => (Path.GetRelativePath(Root, f), File.ReadAllText(f)))];

    public static string PathOf(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>Files that hold one of the texts, other than those allowed to.</summary>
    public static IEnumerable<string> Holding(string folder, string[] texts, params string[] allowed) =>
        Of(folder).Where(f => !allowed.Any(a => f.Path.EndsWith(a, StringComparison.Ordinal)) && texts.Any(t => f.Text.Contains(t, StringComparison.Ordinal)))
            .Select(f => f.Path);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
