using System.Diagnostics;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Jobs.Processes;

/// <summary>API processes on one database, each started again whenever it ends, however it ends.</summary>
internal sealed class Fleet(TestDatabase database, string folder) : IAsyncDisposable
{
    public const int Size = 3;

    private readonly Node[] _nodes = new Node[Size];
    private readonly List<Node> _all = [];
    private readonly List<(DateTime From, DateTime To)> _outages = [];
    private readonly Lock _lock = new();
    private DateTime? _downSince;
    private bool _isStopping;

    /// <summary>How many processes were started in all.</summary>
    public int Starts { get; private set; }

    /// <summary>When no node was up.</summary>
    public IReadOnlyList<(DateTime From, DateTime To)> Outages
    {
        get
        {
            lock (_lock)
            {
                return [.. _outages, .. _downSince is { } since ? [(since, DateTime.UtcNow)] : Array.Empty<(DateTime, DateTime)>()];
            }
        }
    }

    public async Task StartAsync()
    {
        // The first makes the keys.
        Launch(0);
        await UntilAsync(() => _nodes[0].IsUp);
        Launch(1);
        Launch(2);
        await UntilAsync(() => Up().Count == Size);
    }

    /// <summary>Kills one, chosen by chance, as soon as there are so many up.</summary>
    public async Task KillOneAsync(int whenUp)
    {
        await UntilAsync(() => Up().Count >= whenUp);
        await Task.Delay(Random.Shared.Next(300));
        var up = Up();
        if (up.Count > 0)
        {
            await up[Random.Shared.Next(up.Count)].KillAsync();
        }
    }

    /// <summary>Kills all at once.</summary>
    public Task KillAllAsync() => Task.WhenAll(_nodes.Select(n => n.KillAsync()));

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isStopping = true;
        }

        await Task.WhenAll(_nodes.Where(n => n is not null).Select(n => n.KillAsync()));
        _all.ForEach(n => n.Dispose());
    }

    private List<Node> Up() => [.. _nodes.Where(n => n.IsUp)];

    private void Launch(int place)
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                return;
            }

            Starts++;
            _nodes[place] = new Node(database, folder, Note, () =>
            {
                Note();
                Launch(place);
            });
            _all.Add(_nodes[place]);
        }
    }

    /// <summary>Writes down when the last node ended and when the first was back.</summary>
    private void Note()
    {
        lock (_lock)
        {
            var isDown = _nodes.All(n => n is not { IsUp: true });
            if (isDown)
            {
                _downSince ??= DateTime.UtcNow;
            }
            else if (_downSince is { } since)
            {
                _outages.Add((since, DateTime.UtcNow));
                _downSince = null;
            }
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(3), "The processes do not come up.");
            await Task.Delay(20);
        }
    }
}
