namespace PupilSupport.Infrastructure.Security;

/// <summary>A file with one symmetric key: 32 random bytes in base64.</summary>
internal static class KeyFile
{
    public const int Bytes = 32;

    /// <exception cref="InvalidOperationException">The file is missing or holds no key.</exception>
    public static byte[] Read(string path)
    {
        var key = new byte[Bytes];
        var isKey = Convert.TryFromBase64String(Text(path).Trim(), key, out var length) && length == Bytes;
        return isKey ? key : throw new InvalidOperationException($"{path} must hold {Bytes} random bytes in base64.");
    }

    /// <exception cref="InvalidOperationException">The file is missing.</exception>
    public static string Text(string path) =>
        File.Exists(path) ? File.ReadAllText(path) : throw new InvalidOperationException($"The key file {path} is missing.");
}
