using System.Security.Cryptography;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Api.Tests.Backup;

public sealed class SealedStreamTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(KeyFile.Bytes);

    public static TheoryData<int> Sizes => [0, 1, SealedStream.ChunkSize - 1, SealedStream.ChunkSize, SealedStream.ChunkSize + 1, (3 * SealedStream.ChunkSize) + 7];

    [Theory, MemberData(nameof(Sizes))]
    public async Task Opens_what_was_sealed(int size)
    {
        var plain = RandomNumberGenerator.GetBytes(size);
        Assert.Equal(plain, await OpenAsync(await SealAsync(plain)));
    }

    [Fact]
    public async Task Shows_nothing_and_seals_the_same_differently_each_time()
    {
        var (first, second) = (await SealAsync(new byte[1000]), await SealAsync(new byte[1000]));
        Assert.NotEqual(first[16..], second[16..]);
        Assert.DoesNotContain("\0\0\0\0\0\0\0\0", Convert.ToHexString(first), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Sizes))]
    public async Task Refuses_any_bit_changed_and_any_end_cut_off(int size)
    {
        var box = await SealAsync(RandomNumberGenerator.GetBytes(size));
        foreach (var at in Places(box.Length))
        {
            var changed = box.ToArray();
            changed[at] ^= 1;
            await RefusesAsync(changed);
            await RefusesAsync(box[..at]);
        }

        await RefusesAsync([.. box, 0]);
        await RefusesAsync([.. box, .. box]);
    }

    [Fact]
    public async Task Refuses_chunks_moved_or_left_out()
    {
        const int Header = 32;
        const int Box = SealedStream.ChunkSize + SealedBox.Overhead;
        var box = await SealAsync(RandomNumberGenerator.GetBytes(3 * SealedStream.ChunkSize));
        var (head, one, two, rest) = (box[..Header], box[Header..(Header + Box)], box[(Header + Box)..(Header + (2 * Box))], box[(Header + (2 * Box))..]);
        await RefusesAsync([.. head, .. two, .. one, .. rest]);
        await RefusesAsync([.. head, .. one, .. rest]);
        await RefusesAsync([.. head, .. one, .. one, .. rest]);
        await RefusesAsync([.. head, .. one]);
    }

    [Fact]
    public async Task Refuses_another_name_and_another_key()
    {
        var box = await SealAsync([1, 2, 3]);
        await Assert.ThrowsAsync<CryptographicException>(() => OpenAsync(box, name: "another"));
        var fault = await Assert.ThrowsAsync<CryptographicException>(() => OpenAsync(box, key: RandomNumberGenerator.GetBytes(KeyFile.Bytes)));
        Assert.Contains("another key", fault.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Places(int length) =>
        new[] { 0, 8, 16, 31, 32, 44, 60, length / 2, length - 1 }.Where(at => at < length).Distinct();

    private static async Task RefusesAsync(byte[] box) => await Assert.ThrowsAsync<CryptographicException>(() => OpenAsync(box));

    private static async Task<byte[]> SealAsync(byte[] plain)
    {
        using var box = new MemoryStream();
        await new SealedStream(Key).SealAsync(new MemoryStream(plain), box, "a file", default);
        return box.ToArray();
    }

    private static async Task<byte[]> OpenAsync(byte[] box, string name = "a file", byte[]? key = null)
    {
        using var plain = new MemoryStream();
        await new SealedStream(key ?? Key).OpenAsync(new MemoryStream(box), plain, name, default);
        return plain.ToArray();
    }
}
