using Npgsql;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Access;

/// <summary>Finds clients and issuers before the trust is known; the trust is what they tell.</summary>
internal sealed class AccessDirectory(DataSources sources, TimeProvider time)
{
    private readonly ShortLived<string, ClientRecord> _clients = new(time);
    private readonly ShortLived<string, IssuerRecord> _issuers = new(time);

    /// <summary>The client as of at most some seconds ago, for the check of a token.</summary>
    public ValueTask<ClientRecord?> FindClientAsync(string clientId, CancellationToken ct) => _clients.GetAsync(clientId, ReadClientAsync, ct);

    /// <summary>The issuer as of at most some seconds ago; null when unknown or disabled.</summary>
    public ValueTask<IssuerRecord?> FindIssuerAsync(string url, CancellationToken ct) => _issuers.GetAsync(url, ReadIssuerAsync, ct);

    /// <summary>The client as it stands, for the token endpoint.</summary>
    public async Task<ClientRecord?> ReadClientAsync(string clientId, CancellationToken ct)
    {
        if (!IsPlain(clientId, ApiClient.ClientIdMax))
        {
            return null;
        }

        await using var command = sources.System.CreateCommand(
            "SELECT trust_id, id, client_id, staff_id, scopes, disabled_at IS NOT NULL FROM api_clients WHERE client_id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = clientId });
        await using var row = await command.ExecuteReaderAsync(ct);
        return !await row.ReadAsync(ct) ? null : new ClientRecord(
            new TrustId(row.GetGuid(0)),
            new ApiClientId(row.GetGuid(1)),
            row.GetString(2),
            await row.IsDBNullAsync(3, ct) ? null : new StaffId(row.GetGuid(3)),
            row.GetFieldValue<string[]>(4),
            row.GetBoolean(5));
    }

    public async Task<ClientCredentials> ReadCredentialsAsync(ClientRecord client, CancellationToken ct)
    {
        await using var connection = await sources.System.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(
                    "SELECT hash FROM client_secrets WHERE trust_id = $1 AND api_client_id = $2 AND (expires_at IS NULL OR expires_at > $3)")
                {
                    Parameters = { Id(client.TrustId.Value), Id(client.Id.Value), Instant(time.GetUtcNow()) },
                },
                new NpgsqlBatchCommand("SELECT jwk FROM client_keys WHERE trust_id = $1 AND api_client_id = $2")
                {
                    Parameters = { Id(client.TrustId.Value), Id(client.Id.Value) },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(ct);
        var secrets = await ReadAllAsync<byte[]>(row, ct);
        await row.NextResultAsync(ct);
        return new ClientCredentials(secrets, await ReadAllAsync<string>(row, ct));
    }

    /// <summary>Marks an assertion as used; false when it was used before.</summary>
    public async Task<bool> UseAssertionAsync(ClientRecord client, byte[] jtiHash, DateTimeOffset expiresAt, CancellationToken ct)
    {
        await using var connection = await sources.System.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("DELETE FROM used_assertions WHERE trust_id = $1 AND api_client_id = $2 AND expires_at < $3")
                {
                    Parameters = { Id(client.TrustId.Value), Id(client.Id.Value), Instant(time.GetUtcNow()) },
                },
                new NpgsqlBatchCommand(
                    """
                    INSERT INTO used_assertions (trust_id, api_client_id, jti_hash, expires_at)
                    VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
                    """)
                {
                    Parameters =
                    {
                        Id(client.TrustId.Value), Id(client.Id.Value), new NpgsqlParameter<byte[]> { TypedValue = jtiHash }, Instant(expiresAt),
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    /// <summary>Called when something here was changed through this process; others see it within seconds.</summary>
    public void Forget()
    {
        _clients.Clear();
        _issuers.Clear();
    }

    private async Task<IssuerRecord?> ReadIssuerAsync(string url, CancellationToken ct)
    {
        if (!IsPlain(url, IdentityIssuer.UrlMax))
        {
            return null;
        }

        await using var command = sources.System.CreateCommand(
            """
            SELECT trust_id, id, issuer_url, audience, token_type, subject_claim
            FROM identity_issuers WHERE issuer_url = $1 AND disabled_at IS NULL
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = url });
        await using var row = await command.ExecuteReaderAsync(ct);
        return !await row.ReadAsync(ct) ? null : new IssuerRecord(
            new TrustId(row.GetGuid(0)), new IdentityIssuerId(row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5));
    }

    private static async Task<List<T>> ReadAllAsync<T>(NpgsqlDataReader row, CancellationToken ct)
    {
        var all = new List<T>();
        while (await row.ReadAsync(ct))
        {
            all.Add(row.GetFieldValue<T>(0));
        }

        return all;
    }

    /// <summary>Names come from tokens not yet trusted: nothing that the database could choke on passes.</summary>
    private static bool IsPlain(string text, int max) => text.Length > 0 && text.Length <= max && text.All(c => c is > ' ' and <= '~');

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTime> Instant(DateTimeOffset value) => new() { TypedValue = value.UtcDateTime };
}
