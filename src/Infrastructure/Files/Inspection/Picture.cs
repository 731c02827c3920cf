namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>What no picture may exceed: a small file can say that it is a huge one.</summary>
internal static class Picture
{
    private const long MaxPixels = 120_000_000;

    /// <param name="heightComesLater">Whether 0 means that the height follows the picture.</param>
    public static void CheckSize(long width, long height, bool heightComesLater = false)
    {
        if (width <= 0 || height < 0 || (height == 0 && !heightComesLater))
        {
            throw UnsafeFileException.Mismatch();
        }

        if (width > MaxPixels || height > MaxPixels || width * height > MaxPixels)
        {
            throw UnsafeFileException.NotSafe();
        }
    }
}
