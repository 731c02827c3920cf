using System.Collections.Concurrent;

namespace PupilSupport.Infrastructure.Access;

/// <summary>
/// Answers kept for seconds, so that a request costs no lookup and a revocation still holds within a minute.
/// A missing answer is kept too: unknown names are cheap to send.
/// </summary>
internal sealed class ShortLived<TKey, TValue>(TimeProvider time) where TKey : notnull where TValue : class
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(20);
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<TKey, (TValue? Value, DateTimeOffset Until)> _answers = new();

    public async ValueTask<TValue?> GetAsync(TKey key, Func<TKey, CancellationToken, Task<TValue?>> find, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_answers.TryGetValue(key, out var known) && now < known.Until)
        {
            return known.Value;
        }

        var found = await find(key, ct);
        if (_answers.Count >= Capacity)
        {
            _answers.Clear();
        }

        _answers[key] = (found, now + Life);
        return found;
    }

    public void Clear() => _answers.Clear();
}
