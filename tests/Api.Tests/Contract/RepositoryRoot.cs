namespace PupilSupport.Api.Tests.Contract;

internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder!.FullName, "PupilSupport.Api.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
