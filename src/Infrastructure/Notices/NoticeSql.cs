using System.Collections.Immutable;
using Npgsql;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>What the planner and the outbox share in speaking to the database.</summary>
internal static class NoticeSql
{
    /// <summary>The trusts that have something to do, in a random order, so that none is always last.</summary>
    public static async Task<List<TrustId>> TrustsAsync(this DataSources sources, string sql, object[] values, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(sql);
        Add(command, values);
        await using var row = await command.ExecuteReaderAsync(ct);
        var trusts = new List<TrustId>();
        while (await row.ReadAsync(ct))
        {
            trusts.Add(new TrustId(row.GetGuid(0)));
        }

        var order = trusts.ToArray();
        Random.Shared.Shuffle(order);
        return [.. order];
    }

    public static NpgsqlCommand Command(this TrustTransaction transaction, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection, transaction.Transaction);
        Add(command, values);
        return command;
    }

    public static async Task<int> ExecuteAsync(this TrustTransaction transaction, string sql, object[] values, CancellationToken ct)
    {
        await using var command = transaction.Command(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static Guid? GuidOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    /// <summary>by_email, by_webhook, quiet_from, quiet_until, digest, digest_at, from this column on; the defaults when there are none.</summary>
    public static DeliveryWishes Wishes(this NpgsqlDataReader row, int first)
    {
        if (row.IsDBNull(first))
        {
            return DeliveryWishes.Default;
        }

        ImmutableArray<NoticeChannel> channels =
            [.. row.GetBoolean(first) ? [NoticeChannel.Email] : (NoticeChannel[])[], .. row.GetBoolean(first + 1) ? [NoticeChannel.Webhook] : (NoticeChannel[])[]];
        var quiet = row.IsDBNull(first + 2) ? null : new QuietHours(row.GetFieldValue<TimeOnly>(first + 2), row.GetFieldValue<TimeOnly>(first + 3));
        return new DeliveryWishes(channels, quiet, EnumCodes<DigestRhythm>.Parse(row.GetString(first + 4)), row.GetFieldValue<TimeOnly>(first + 5));
    }

    private static void Add(NpgsqlCommand command, object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
    }
}
