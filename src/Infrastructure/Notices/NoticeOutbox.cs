using Microsoft.Extensions.Configuration;
using Npgsql;
using NpgsqlTypes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>A message that this worker holds, with what decides whether it leaves.</summary>
/// <param name="Address">Null when there is none any more.</param>
/// <param name="Candidates">Its notices, with what each person wants now.</param>
internal sealed record LeasedDelivery(
    TrustId TrustId, NoticeDeliveryId Id, Guid Token, NoticeChannel Channel, DeliveryPurpose Purpose, int Attempt, DateTimeOffset RecordedAt,
    string? Address, OutgoingWebhook? Webhook, IReadOnlyList<Candidate> Candidates);

/// <param name="MayBeTold">Whether the person still works and has a role there.</param>
internal sealed record Candidate(OutgoingNotice Notice, bool MayBeTold, bool IsRead, DeliveryWishes Wishes);

/// <summary>
/// Leases messages and writes how their attempts went. A row lock chooses, a lease by the database's clock keeps: a
/// worker that dies loses its messages to another, which sends them under the same ids.
/// </summary>
internal sealed class NoticeOutbox(DataSources sources, TrustSql sql, WebhookSecrets secrets, IConfiguration configuration, TimeProvider clock)
{
    private const string Trusts = "SELECT DISTINCT trust_id FROM notice_deliveries WHERE status = 'waiting' AND due_at <= $1";

    private const string Lease = """
        WITH due AS (
          SELECT id FROM notice_deliveries
          WHERE trust_id = $1 AND status = 'waiting' AND due_at <= $2 AND channel = ANY($3) AND (lease_until IS NULL OR lease_until < now())
          ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED),
        leased AS (
          UPDATE notice_deliveries d SET lease_token = gen_random_uuid(), lease_until = now() + $5, attempts = d.attempts + 1, last_attempt_at = $2, updated_at = $2
          FROM due WHERE d.trust_id = $1 AND d.id = due.id RETURNING d.*)
        SELECT l.id, l.lease_token, l.channel, l.purpose, l.attempts, l.recorded_at, coalesce(m.email, CASE WHEN w.status <> 'disabled' THEN w.url END),
          w.id, w.version, w.school_id,
          ARRAY(SELECT s.sealed FROM webhook_secrets s WHERE s.trust_id = $1 AND s.webhook_id = w.id AND coalesce(s.expires_at, 'infinity') > $2 ORDER BY s.created_at DESC)
        FROM leased l
        LEFT JOIN staff_members m ON m.trust_id = l.trust_id AND m.id = l.staff_id
        LEFT JOIN notification_webhooks w ON w.trust_id = l.trust_id AND w.id = l.webhook_id
        """;

    private const string Content = """
        SELECT x.delivery_id, n.id, n.kind, n.urgency, n.record_id, n.school_id, n.staff_id, n.recorded_at,
          app_may_be_told(n.trust_id, n.staff_id, n.school_id, $3), n.read_at IS NOT NULL,
          p.by_email, p.by_webhook, p.quiet_from, p.quiet_until, p.digest, p.digest_at
        FROM (
          SELECT d.id AS delivery_id, d.notice_id FROM notice_deliveries d WHERE d.trust_id = $1 AND d.id = ANY($2) AND d.notice_id IS NOT NULL
          UNION ALL SELECT g.delivery_id, g.notice_id FROM digest_notices g WHERE g.trust_id = $1 AND g.delivery_id = ANY($2)) x
        JOIN notices n ON n.trust_id = $1 AND n.id = x.notice_id
        LEFT JOIN notification_preferences p ON p.trust_id = n.trust_id AND p.staff_id = n.staff_id
        ORDER BY n.recorded_at, n.id
        """;

    private const string Finish = """
        UPDATE notice_deliveries SET status = $4, due_at = coalesce($5, due_at), delivered_at = CASE WHEN $4 = 'delivered' THEN $6 END, response_status = $7, fault = $8,
          attempts = attempts - $9, lease_token = NULL, lease_until = NULL, updated_at = $6
        WHERE trust_id = $1 AND id = $2 AND lease_token = $3
        """;

    // Bookkeeping: it does not raise the version. Whoever reads it back learns since when nothing arrived.
    private const string Health = """
        UPDATE notification_webhooks SET failing_since = CASE WHEN $3 THEN NULL ELSE coalesce(failing_since, $4) END
        WHERE trust_id = $1 AND id = $2 RETURNING failing_since
        """;

    private readonly TimeSpan _lease = configuration.GetValue("Notices:Lease", TimeSpan.FromSeconds(60));

    public Task<List<TrustId>> TrustsAsync(CancellationToken ct) => sources.TrustsAsync(Trusts, [clock.GetUtcNow()], ct);

    /// <summary>Takes what is due, the longest due first.</summary>
    public async Task<IReadOnlyList<LeasedDelivery>> LeaseAsync(TrustId trust, IEnumerable<NoticeChannel> channels, int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await sql.BeginAsync(trust, ct);
        var leased = new List<LeasedDelivery>();
        await using (var command = transaction.Command(Lease, [trust.Value, now, channels.Select(EnumCodes<NoticeChannel>.Format).ToArray(), most, _lease]))
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                leased.Add(Read(trust, row));
            }
        }

        var content = leased.Count == 0 ? null : await ContentAsync(transaction, trust, leased, now, ct);
        await transaction.CommitAsync(ct);
        return [.. leased.Select(l => l with { Candidates = [.. content![l.Id.Value]] })];
    }

    /// <summary>Writes the end of an attempt; nothing when the lease was lost.</summary>
    /// <param name="dueAt">When it is tried again; null when it is not.</param>
    /// <param name="refund">Whether the attempt does not count: nothing was sent.</param>
    /// <returns>Since when the webhook fails; null while it works, and for an e-mail.</returns>
    public async Task<DateTimeOffset?> FinishAsync(
        LeasedDelivery delivery, DeliveryStatus status, DateTimeOffset? dueAt, DeliveryOutcome? outcome, bool refund, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await sql.BeginAsync(delivery.TrustId, ct);
        await using var command = transaction.Command(Finish, [delivery.TrustId.Value, delivery.Id.Value, delivery.Token, EnumCodes<DeliveryStatus>.Format(status)]);
        command.Parameters.Add(new() { Value = (object?)dueAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = (object?)outcome?.Status ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = (object?)outcome?.Fault ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = refund ? 1 : 0 });
        await command.ExecuteNonQueryAsync(ct);
        var failingSince = delivery.Webhook is { } webhook && outcome is not null
            ? await HealthAsync(transaction, delivery.TrustId, webhook.Id, outcome.Verdict == DeliveryVerdict.Delivered, now, ct)
            : null;
        await transaction.CommitAsync(ct);
        return failingSince;
    }

    private static async Task<DateTimeOffset?> HealthAsync(
        TrustTransaction transaction, TrustId trust, NotificationWebhookId webhook, bool works, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = transaction.Command(Health, [trust.Value, webhook.Value, works, now]);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) && !row.IsDBNull(0) ? row.GetFieldValue<DateTimeOffset>(0) : null;
    }

    private LeasedDelivery Read(TrustId trust, NpgsqlDataReader row) => new(
        trust, new NoticeDeliveryId(row.GetGuid(0)), row.GetGuid(1), EnumCodes<NoticeChannel>.Parse(row.GetString(2)), EnumCodes<DeliveryPurpose>.Parse(row.GetString(3)),
        row.GetInt32(4), row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetString(6), Webhook(row), []);

    private OutgoingWebhook? Webhook(NpgsqlDataReader row)
    {
        if (row.GuidOrNull(7) is not { } id)
        {
            return null;
        }

        var webhook = new NotificationWebhookId(id);
        return new OutgoingWebhook(webhook, row.GetInt32(8), row.GuidOrNull(9), [.. row.GetFieldValue<byte[][]>(10).Select(s => secrets.Open(s, webhook)).OfType<byte[]>()]);
    }

    private static async Task<ILookup<Guid, Candidate>> ContentAsync(
        TrustTransaction transaction, TrustId trust, List<LeasedDelivery> leased, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = transaction.Command(Content, [trust.Value, leased.Select(l => l.Id.Value).ToArray(), LondonTime.DateOf(now)]);
        await using var row = await command.ExecuteReaderAsync(ct);
        var content = new List<(Guid Delivery, Candidate Candidate)>();
        while (await row.ReadAsync(ct))
        {
            var notice = new OutgoingNotice(
                new NoticeId(row.GetGuid(1)), EnumCodes<NoticeKind>.Parse(row.GetString(2)), EnumCodes<NoticeUrgency>.Parse(row.GetString(3)),
                row.GetGuid(4), row.GuidOrNull(5), row.GetGuid(6), row.GetFieldValue<DateTimeOffset>(7));
            content.Add((row.GetGuid(0), new Candidate(notice, row.GetBoolean(8), row.GetBoolean(9), row.Wishes(10))));
        }

        return content.ToLookup(c => c.Delivery, c => c.Candidate);
    }
}
