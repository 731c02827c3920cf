using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Persistence;

/// <summary>Each wall alone keeps the trusts apart: the query filter with row-level security off, and the reverse.</summary>
public sealed class TwoWallsTests(Trusts trusts) : IClassFixture<Trusts>
{
    [Fact]
    public async Task Row_level_security_holds_with_the_query_filter_off()
    {
        await trusts.OpenSchoolAsync(trusts.A);
        await trusts.OpenSchoolAsync(trusts.B);
        await using var scope = trusts.ScopeOf(trusts.A);
        var seen = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<School>().IgnoreQueryFilters(["trust"]).ToListAsync();
        Assert.NotEmpty(seen);
        Assert.All(seen, s => Assert.Equal(trusts.A, s.TrustId));
    }

    [Fact]
    public async Task The_query_filter_holds_with_row_level_security_off()
    {
        await trusts.OpenSchoolAsync(trusts.A);
        await trusts.OpenSchoolAsync(trusts.B);
        await trusts.Database.ExecuteAsync("ALTER TABLE schools DISABLE ROW LEVEL SECURITY");
        try
        {
            await using var scope = trusts.ScopeOf(trusts.A);
            var context = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            Assert.All(await context.Set<School>().ToListAsync(), s => Assert.Equal(trusts.A, s.TrustId));
            Assert.Contains(await context.Set<School>().IgnoreQueryFilters(["trust"]).ToListAsync(), s => s.TrustId == trusts.B);
        }
        finally
        {
            await trusts.Database.ExecuteAsync("ALTER TABLE schools ENABLE ROW LEVEL SECURITY");
        }
    }

    [Fact]
    public async Task A_row_of_another_trust_cannot_be_written()
    {
        await using var scope = trusts.ScopeOf(trusts.A);
        var context = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        context.Add(School.Open(trusts.B, Trusts.Details("Intruder"), trusts.Clock.Now));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        Assert.Equal("42501", Assert.IsType<PostgresException>(refused.GetBaseException()).SqlState);
    }

    [Fact]
    public async Task An_unarmed_connection_of_the_runtime_role_sees_no_rows()
    {
        await trusts.OpenSchoolAsync(trusts.A);
        await using var connection = new NpgsqlConnection(trusts.Database.Runtime);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM schools", connection);
        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }
}
