using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Persistence;

/// <summary>A pool of two connections, without session reset, shared by two trusts.</summary>
public sealed class SmallPool : Trusts
{
    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["ConnectionStrings:Default"] = Database.Runtime + ";Maximum Pool Size=2;Timeout=15" };
}

/// <summary>No connection carries a trust from one request to the next, whatever happened on it.</summary>
public sealed class BleedTests(SmallPool trusts) : IClassFixture<SmallPool>
{
    private int _foreign;
    private int _probeRows;
    private int _answered;

    [Fact]
    public Task Nothing_bleeds_through_the_pool() => RunAsync(requests: 4_000);

    [Fact]
    [Trait("Category", "Long")]
    public Task Nothing_bleeds_through_the_pool_in_100_000_requests() => RunAsync(requests: 100_000);

    private async Task RunAsync(int requests)
    {
        foreach (var trust in new[] { trusts.A, trusts.B, trusts.A, trusts.B })
        {
            await trusts.OpenSchoolAsync(trust);
        }

        var sources = trusts.Services.GetRequiredService<DataSources>();
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (n, _) =>
        {
            var trust = (n & 1) == 0 ? trusts.A : trusts.B;
            await (new Random(n).Next(12) == 0 ? ProbeAsync(sources) : RequestAsync(trust, new Random(n)));
        });

        Assert.Equal(0, _foreign);
        Assert.Equal(0, _probeRows);
        Assert.True(_answered > requests / 3, $"Only {_answered} of {requests} requests were answered: the test tested little.");
    }

    /// <summary>A statement without the trust in front, straight from the same pool.</summary>
    private async Task ProbeAsync(DataSources sources)
    {
        await using var connection = await sources.Runtime.OpenConnectionAsync();
        await using var count = new NpgsqlCommand("SELECT count(*)::int FROM schools", connection);
        Interlocked.Add(ref _probeRows, (int)(await count.ExecuteScalarAsync())!);
    }

    private async Task RequestAsync(TrustId trust, Random random)
    {
        await using var scope = trusts.ScopeOf(trust);
        var context = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        using var cancel = new CancellationTokenSource();
        try
        {
            switch (random.Next(6))
            {
                case 0:
                    cancel.CancelAfter(TimeSpan.FromMilliseconds(random.Next(4)));
                    await ReadAsync(context, trust, cancel.Token);
                    break;
                case 1:
                    await context.Database.ExecuteSqlRawAsync("SELECT 1/0 FROM schools");
                    break;
                case 2:
                    await context.Database.BeginTransactionAsync();
                    await ReadAsync(context, trust, default); // left open: the scope's end rolls it back
                    break;
                case 3:
                    var other = trust == trusts.A ? trusts.B : trusts.A;
                    var touched = await context.Set<School>().IgnoreQueryFilters(["trust"]).Where(s => s.TrustId == other)
                        .ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, "Taken"));
                    Interlocked.Add(ref _foreign, touched);
                    break;
                case 4:
                    await foreach (var _ in context.Set<School>().IgnoreQueryFilters(["trust"]).AsAsyncEnumerable())
                    {
                        throw new OperationCanceledException("abandons the reader");
                    }

                    break;
                default:
                    await ReadAsync(context, trust, default);
                    break;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or PostgresException or NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            // Faults are part of the play; what they leave on the connection is what is tested.
        }
    }

    private async Task ReadAsync(AppDbContext context, TrustId trust, CancellationToken ct)
    {
        var rows = await context.Set<School>().IgnoreQueryFilters(["trust"]).AsNoTracking().ToListAsync(ct);
        Interlocked.Add(ref _foreign, rows.Count(r => r.TrustId != trust));
        Interlocked.Add(ref _answered, rows.Count > 0 ? 1 : 0);
    }
}
