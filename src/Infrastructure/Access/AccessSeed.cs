using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Access;

/// <summary>What the demo clients need of a demo trust's roster.</summary>
/// <param name="SchoolId">The one school at which the school-bound roles are granted.</param>
/// <param name="PhaseYears">The year groups of the phase leader.</param>
/// <param name="Staff">As whom each person-like client acts, by client id.</param>
public sealed record DemoTrust(TrustId TrustId, SchoolId SchoolId, YearGroupSpan PhaseYears, IReadOnlyDictionary<string, StaffId> Staff);

/// <summary>Makes the demo clients and their grants, through the same walls and audit as any write. Repeating it changes nothing.</summary>
public sealed class AccessSeed(IServiceScopeFactory scopes, IHostEnvironment environment, TimeProvider time)
{
    // Long before any demo data, so that every date of it falls under the grants.
    private static readonly DateOnly Since = new(2020, 9, 1);
    private static readonly byte[] SecretHash = SHA256.HashData(Encoding.UTF8.GetBytes(DemoClients.Secret));

    public async Task SeedAsync(DemoTrust first, DemoTrust second, CancellationToken ct)
    {
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException("Demo clients exist in Development only.");
        }

        await SeedAsync(first, DemoClients.OfFirstTrust, ct);
        await SeedAsync(second, DemoClients.OfSecondTrust, ct);
    }

    private async Task SeedAsync(DemoTrust trust, IReadOnlyList<DemoClient> clients, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Set(new Caller(trust.TrustId, "seed", "seed", null, [], []));
        var db = scope.ServiceProvider.GetRequiredService<IAppDbContext>();
        var known = await db.Set<ApiClient>().ToDictionaryAsync(c => c.ClientId, ct);
        foreach (var demo in clients)
        {
            if (known.TryGetValue(demo.ClientId, out var client))
            {
                client.FollowRole(demo.Scopes);
                continue;
            }

            Add(db, trust, demo);
        }

        var saved = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveAsync("demo.seed", null, ct);
        if (!saved.IsSuccess)
        {
            throw new InvalidOperationException($"The demo clients could not be stored: {saved.Error.Code}.");
        }
    }

    private void Add(IAppDbContext db, DemoTrust trust, DemoClient demo)
    {
        var now = time.GetUtcNow();
        StaffId? staff = demo.IsPerson ? trust.Staff[demo.ClientId] : null;
        var client = ApiClient.ForDemo(trust.TrustId, demo.ClientId, $"Demo: {EnumCodes<Role>.Format(demo.Role)}", staff, demo.Scopes, now);
        Expect(client.AddSecret(SecretHash, now));
        db.Set<ApiClient>().Add(client);

        var grant = RoleGrant.Create(
            trust.TrustId,
            staff is { } person ? Grantee.Staff(person) : Grantee.Client(client.Id),
            demo.Role,
            demo.IsTrustWide ? null : trust.SchoolId,
            demo.Role == Role.PhaseLead ? trust.PhaseYears : null,
            Since,
            null,
            now);
        db.Set<RoleGrant>().Add(grant.Value);
    }

    private static void Expect(Result result)
    {
        if (!result.IsSuccess)
        {
            throw new InvalidOperationException(result.Error.Code);
        }
    }
}
