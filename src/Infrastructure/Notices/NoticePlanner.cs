using Npgsql;
using NpgsqlTypes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>
/// Plans the deliveries of new notices: which channels, when, and in which digest. One transaction for each batch, so
/// that a notice is planned once, whoever dies. The row locks let any number of nodes share the work.
/// </summary>
internal sealed class NoticePlanner(DataSources sources, TrustSql sql, IEnumerable<INoticeChannel> channels, TimeProvider clock)
{
    private const int BatchSize = 200;

    private const string Trusts = "SELECT DISTINCT trust_id FROM notices WHERE dispatched_at IS NULL";

    private const string Take = """
        SELECT n.id, n.staff_id, n.school_id, n.urgency, n.read_at IS NULL AND app_may_be_told(n.trust_id, n.staff_id, n.school_id, $2),
          m.email IS NOT NULL, p.by_email, p.by_webhook, p.quiet_from, p.quiet_until, p.digest, p.digest_at
        FROM notices n
        JOIN staff_members m ON m.trust_id = n.trust_id AND m.id = n.staff_id
        LEFT JOIN notification_preferences p ON p.trust_id = n.trust_id AND p.staff_id = n.staff_id
        WHERE n.trust_id = $1 AND n.dispatched_at IS NULL
        ORDER BY n.recorded_at, n.id LIMIT $3 FOR UPDATE OF n SKIP LOCKED
        """;

    private const string Webhooks = "SELECT id, school_id FROM notification_webhooks WHERE trust_id = $1 AND status = 'active'";

    private const string Insert = """
        INSERT INTO notice_deliveries (trust_id, id, version, recorded_at, updated_at, channel, purpose, notice_id, staff_id, webhook_id, status, due_at, attempts)
        SELECT $1, app_uuidv7($2), 1, $2, $2, CASE WHEN w IS NULL THEN 'email' ELSE 'webhook' END, 'notice', n, s, w, 'waiting', d, 0
        FROM unnest($3, $4, $5, $6) AS x (n, s, w, d)
        """;

    // A digest that is on its way already takes no more; then there is the one of the next day.
    private const string InsertDigest = """
        INSERT INTO notice_deliveries AS d (trust_id, id, version, recorded_at, updated_at, channel, purpose, staff_id, status, due_at, attempts)
        VALUES ($1, app_uuidv7($2), 1, $2, $2, 'email', 'digest', $3, 'waiting', $4, 0)
        ON CONFLICT (trust_id, staff_id, due_at) WHERE purpose = 'digest'
        DO UPDATE SET updated_at = excluded.updated_at WHERE d.status = 'waiting' AND d.attempts = 0
        RETURNING id
        """;

    private const string Join = "INSERT INTO digest_notices (trust_id, delivery_id, notice_id) SELECT $1, $2, unnest($3)";

    private const string Done = "UPDATE notices SET dispatched_at = $2 WHERE trust_id = $1 AND id = ANY($3)";

    /// <returns>How many notices were planned.</returns>
    public async Task<int> PlanAsync(CancellationToken ct)
    {
        var planned = 0;
        foreach (var trust in await sources.TrustsAsync(Trusts, [], ct))
        {
            int taken;
            do
            {
                taken = await PlanAsync(trust, ct);
                planned += taken;
            }
            while (taken == BatchSize);
        }

        return planned;
    }

    private async Task<int> PlanAsync(TrustId trust, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await sql.BeginAsync(trust, ct);
        var notices = await TakeAsync(transaction, trust, now, ct);
        if (notices.Count > 0)
        {
            var webhooks = await WebhooksAsync(transaction, trust, ct);
            var told = notices.Where(n => n.MayBeTold).ToList();
            await InsertAsync(transaction, trust, told.SelectMany(n => Single(n, webhooks, now)).ToList(), now, ct);
            foreach (var person in told.Where(n => WantsDigest(n)).GroupBy(n => n.StaffId))
            {
                await GatherAsync(transaction, trust, [.. person], now, ct);
            }

            await transaction.ExecuteAsync(Done, [trust.Value, now, notices.Select(n => n.Id).ToArray()], ct);
            await transaction.CommitAsync(ct);
        }

        return notices.Count;
    }

    private bool IsOpen(NoticeChannel channel) => channels.Any(c => c.Channel == channel && c.IsConfigured);

    private bool WantsEmail(Row notice) => notice.HasEmail && IsOpen(NoticeChannel.Email) && notice.Wishes.Want(NoticeChannel.Email);

    private bool WantsDigest(Row notice) => WantsEmail(notice) && notice is { Urgency: NoticeUrgency.Normal, Wishes.Digest: DigestRhythm.Daily };

    private IEnumerable<Planned> Single(Row notice, List<(Guid Id, Guid? School)> webhooks, DateTimeOffset now)
    {
        var due = notice.Wishes.NotBefore(notice.Urgency, now);
        if (WantsEmail(notice) && !WantsDigest(notice))
        {
            yield return new Planned(notice.Id, notice.StaffId, null, due);
        }

        if (IsOpen(NoticeChannel.Webhook) && notice.Wishes.Want(NoticeChannel.Webhook))
        {
            foreach (var webhook in webhooks.Where(w => w.School is null || w.School == notice.SchoolId))
            {
                yield return new Planned(notice.Id, null, webhook.Id, due);
            }
        }
    }

    private static async Task<List<Row>> TakeAsync(TrustTransaction transaction, TrustId trust, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = transaction.Command(Take, [trust.Value, LondonTime.DateOf(now), BatchSize]);
        await using var row = await command.ExecuteReaderAsync(ct);
        var rows = new List<Row>();
        while (await row.ReadAsync(ct))
        {
            rows.Add(new Row(
                row.GetGuid(0), row.GetGuid(1), row.GuidOrNull(2), EnumCodes<NoticeUrgency>.Parse(row.GetString(3)), row.GetBoolean(4), row.GetBoolean(5), row.Wishes(6)));
        }

        return rows;
    }

    private static async Task<List<(Guid Id, Guid? School)>> WebhooksAsync(TrustTransaction transaction, TrustId trust, CancellationToken ct)
    {
        await using var command = transaction.Command(Webhooks, [trust.Value]);
        await using var row = await command.ExecuteReaderAsync(ct);
        var webhooks = new List<(Guid, Guid?)>();
        while (await row.ReadAsync(ct))
        {
            webhooks.Add((row.GetGuid(0), row.GuidOrNull(1)));
        }

        return webhooks;
    }

    private static async Task InsertAsync(TrustTransaction transaction, TrustId trust, List<Planned> planned, DateTimeOffset now, CancellationToken ct)
    {
        if (planned.Count == 0)
        {
            return;
        }

        await using var command = transaction.Command(Insert, [trust.Value, now, planned.Select(p => p.NoticeId).ToArray()]);
        command.Parameters.Add(Ids(planned, p => p.StaffId));
        command.Parameters.Add(Ids(planned, p => p.WebhookId));
        command.Parameters.Add(new() { Value = planned.Select(p => p.DueAt).ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task GatherAsync(TrustTransaction transaction, TrustId trust, IReadOnlyList<Row> notices, DateTimeOffset now, CancellationToken ct)
    {
        Guid? digest = null;
        for (var due = notices[0].Wishes.NextDigest(now); digest is null; due = notices[0].Wishes.NextDigest(due))
        {
            await using var command = transaction.Command(InsertDigest, [trust.Value, now, notices[0].StaffId, due]);
            digest = (Guid?)await command.ExecuteScalarAsync(ct);
        }

        await transaction.ExecuteAsync(Join, [trust.Value, digest.Value, notices.Select(n => n.Id).ToArray()], ct);
    }

    private static NpgsqlParameter Ids(List<Planned> planned, Func<Planned, Guid?> select) =>
        new() { Value = planned.Select(select).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    private sealed record Row(Guid Id, Guid StaffId, Guid? SchoolId, NoticeUrgency Urgency, bool MayBeTold, bool HasEmail, DeliveryWishes Wishes);

    private sealed record Planned(Guid NoticeId, Guid? StaffId, Guid? WebhookId, DateTimeOffset DueAt);
}
