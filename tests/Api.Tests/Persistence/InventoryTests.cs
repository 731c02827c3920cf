using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PupilSupport.Application.Common.DataInventory;

namespace PupilSupport.Api.Tests.Persistence;

/// <summary>Every column of the database is declared once, and nothing is declared that is not there.</summary>
public sealed class InventoryTests(Trusts trusts) : IClassFixture<Trusts>
{
    [Fact]
    public async Task Every_column_is_declared_once()
    {
        var declared = trusts.Services.GetRequiredService<InventoryRegistry>().Tables
            .SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name}")).ToList();
        var standing = await ColumnsAsync();
        Assert.Empty(declared.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(standing.Except(declared));
        Assert.Empty(declared.Except(standing));
    }

    private async Task<List<string>> ColumnsAsync()
    {
        await using var connection = new NpgsqlConnection(trusts.Database.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> '__EFMigrationsHistory'
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<string>();
        while (await reader.ReadAsync())
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }
}
