using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Persistence;

/// <summary>What a save must never get wrong, whatever is saved.</summary>
public sealed class SaveTests(Trusts trusts) : IClassFixture<Trusts>
{
    [Fact]
    public async Task A_save_writes_record_audit_entry_and_event_together()
    {
        var id = await trusts.OpenSchoolAsync(trusts.A, "Elm School");
        Assert.Equal(1, await trusts.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1 AND type = 'school' AND version = 1", id.Value));
        var changes = await trusts.Database.ScalarAsync<string>("SELECT changes FROM audit_entries WHERE record_id = $1", id.Value);
        Assert.Contains("\"name\":[null,\"Elm School\"]", changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_update_is_refused_as_the_only_command_and_as_the_last_of_two()
    {
        var first = await trusts.OpenSchoolAsync(trusts.A);
        var second = await trusts.OpenSchoolAsync(trusts.A);
        foreach (var both in new[] { false, true })
        {
            await using var mine = trusts.ScopeOf(trusts.A);
            await using var theirs = trusts.ScopeOf(trusts.A);
            var (my, their) = (Context(mine), Context(theirs));
            await Trusts.RenameAsync(my, first, "Mine " + both);
            await Trusts.RenameAsync(their, first, "Theirs " + both);
            if (both)
            {
                await Trusts.RenameAsync(their, second, "Also theirs");
            }

            await my.SaveChangesAsync();
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => their.SaveChangesAsync());
            Assert.Equal("Mine " + both, await NameAsync(first));
            Assert.NotEqual("Also theirs", await NameAsync(second));
        }
    }

    [Fact]
    public async Task A_refused_save_leaves_no_audit_entry_behind()
    {
        var id = await trusts.OpenSchoolAsync(trusts.A);
        await using var mine = trusts.ScopeOf(trusts.A);
        await using var theirs = trusts.ScopeOf(trusts.A);
        await Trusts.RenameAsync(Context(mine), id, "Mine");
        await Trusts.RenameAsync(Context(theirs), id, "Theirs");
        await Context(mine).SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Context(theirs).SaveChangesAsync());
        Assert.Equal(2, await trusts.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE record_id = $1", id.Value));
        Assert.Equal(2, await trusts.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1", id.Value));
    }

    [Fact]
    public async Task A_save_without_a_change_writes_nothing()
    {
        var id = await trusts.OpenSchoolAsync(trusts.A, "Ash School");
        await using var scope = trusts.ScopeOf(trusts.A);
        await Trusts.RenameAsync(Context(scope), id, "Ash School");
        await Context(scope).SaveChangesAsync();
        Assert.Equal(1, await trusts.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1", id.Value));
    }

    [Fact]
    public async Task The_key_of_idempotency_is_inserted_before_anything_that_could_clash()
    {
        await using var scope = trusts.ScopeOf(trusts.A);
        var tables = Context(scope).Model.GetEntityTypes().Select(t => t.GetTableName()).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal("accepted_requests", tables.First());
    }

    [Fact]
    public async Task The_runtime_role_can_neither_seal_nor_change_nor_remove_an_audit_entry()
    {
        await trusts.OpenSchoolAsync(trusts.A);
        await using var scope = trusts.ScopeOf(trusts.A);
        var entries = Context(scope).Set<AuditEntry>();
        await AssertDeniedAsync(() => entries.ExecuteDeleteAsync());
        await AssertDeniedAsync(() => entries.ExecuteUpdateAsync(s => s.SetProperty(e => e.Action, "forged")));
    }

    [Fact]
    public async Task A_query_without_a_caller_is_refused()
    {
        var factory = trusts.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        await using var context = await factory.CreateDbContextAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Set<School>().ToListAsync());
    }

    private static async Task AssertDeniedAsync(Func<Task> attempt)
    {
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(attempt);
        Assert.Equal("42501", refused.SqlState);
    }

    private static AppDbContext Context(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<AppDbContext>();

    private async Task<string?> NameAsync(SchoolId id) => await trusts.Database.ScalarAsync<string>("SELECT name FROM schools WHERE id = $1", id.Value);
}
