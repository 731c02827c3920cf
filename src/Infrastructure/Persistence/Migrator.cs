using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PupilSupport.Infrastructure.Persistence;

/// <summary>Creates the roles when missing and applies the migrations, as the owner. Never called by the running API.</summary>
public static class Migrator
{
    public const string RuntimeRole = "app_rt";
    public const string SystemRole = "app_sys";

    // One number for "PupilSupport migrates"; polled, since a waiting lock deadlocks with CREATE INDEX CONCURRENTLY.
    private const long LockKey = 0x5055_5053_4D49_4752;

    /// <param name="ownerConnectionString">A role that owns the schema; a superuser when roles must still be made.</param>
    /// <param name="runtimePassword">New password for <c>app_rt</c>; null leaves it as it is.</param>
    /// <param name="systemPassword">New password for <c>app_sys</c>; null leaves it as it is.</param>
    public static async Task MigrateAsync(string ownerConnectionString, string? runtimePassword, string? systemPassword, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(ct);
        await LockAsync(connection, ct);
        await EnsureRoleAsync(connection, RuntimeRole, "NOBYPASSRLS", runtimePassword, ct);
        await EnsureRoleAsync(connection, SystemRole, "BYPASSRLS", systemPassword, ct);

        var options = new DbContextOptionsBuilder<AppDbContext>()
            .UseNpgsql(ownerConnectionString, o => o.CommandTimeout(600))
            .Options;
        await using var context = new AppDbContext(options);
        await context.Database.MigrateAsync(ct);
    }

    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LockKey})", connection);
        while (!(bool)(await command.ExecuteScalarAsync(ct))!)
        {
            await Task.Delay(200, ct);
        }
    }

    private static async Task EnsureRoleAsync(NpgsqlConnection connection, string role, string attribute, string? password, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT 1 FROM pg_roles WHERE rolname = $1", connection) { Parameters = { new() { Value = role } } };
        if (await find.ExecuteScalarAsync(ct) is null)
        {
            await using var create = new NpgsqlCommand($"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT {attribute}", connection);
            await create.ExecuteNonQueryAsync(ct);
        }

        if (password is not null)
        {
            // A password cannot be a parameter of ALTER ROLE; the server quotes the literal.
            await using var quote = new NpgsqlCommand($"SELECT format('ALTER ROLE {role} PASSWORD %L', $1::text)", connection) { Parameters = { new() { Value = password } } };
            await using var alter = new NpgsqlCommand((string)(await quote.ExecuteScalarAsync(ct))!, connection);
            await alter.ExecuteNonQueryAsync(ct);
        }
    }
}
