using Microsoft.Extensions.Configuration;
using Npgsql;
using NpgsqlTypes;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>
/// Turns due times into queued jobs. The schedule's row is the lock, and its next due time only moves forward with the
/// jobs, in one transaction: whichever node comes first fires, and one that dies on the way has fired nothing.
/// </summary>
internal sealed class Scheduler
{
    private const string Off = "off";

    /// <summary>Later than this a time counts as missed.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(1);

    private const string Declare = """
        INSERT INTO schedules (name, cron, next_due_at, updated_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (name) DO UPDATE SET cron = EXCLUDED.cron, next_due_at = EXCLUDED.next_due_at, updated_at = EXCLUDED.updated_at
        WHERE schedules.cron <> EXCLUDED.cron
        """;

    private const string TakeDue = """
        SELECT name, cron, next_due_at FROM schedules WHERE name = ANY($1) AND next_due_at <= $2
        ORDER BY next_due_at, name LIMIT 1 FOR UPDATE SKIP LOCKED
        """;

    private const string Move = "UPDATE schedules SET last_due_at = $2, next_due_at = $3, updated_at = $4 WHERE name = $1";

    private const string Queue = """
        INSERT INTO jobs (trust_id, id, version, recorded_at, updated_at, kind, status, client_id, subject, request_id, input, progress_done, progress_total,
          created_count, updated_count, unchanged_count, failed_count, skipped_count, errors_total, schedule, school_id, due_at)
        SELECT owner.trust_id, app_uuidv7($1), 1, $1, $1, $2, 'queued', $3, $4, replace(gen_random_uuid()::text, '-', ''), '{}', 0, 0, 0, 0, 0, 0, 0, 0, $4, owner.school_id, $5
        FROM (
        """;

    private const string Once = ") AS owner ON CONFLICT DO NOTHING";

    private readonly DataSources _sources;
    private readonly Dictionary<string, (Schedule Schedule, Cron? Cron)> _schedules;

    /// <exception cref="FormatException">A configured time is malformed.</exception>
    public Scheduler(DataSources sources, ScheduleCatalogue catalogue, IConfiguration configuration)
    {
        _sources = sources;
        _schedules = catalogue.All.ToDictionary(s => s.Name, s => (s, configuration[$"Schedules:{s.Name}:Cron"] switch
        {
            null => s.Cron,
            Off => null,
            var text => Cron.Parse(text),
        }));
    }

    /// <summary>Writes down what is declared here; a time that was changed counts from now on.</summary>
    public async Task DeclareAsync(DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (name, (_, cron)) in _schedules)
        {
            await using var command = _sources.System.CreateCommand(Declare);
            Fill(command, name, cron?.Text ?? Off, cron?.NextAfter(now), now);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Fires everything that is due and that no other node is just firing.</summary>
    /// <returns>How many schedules fired.</returns>
    public async Task<int> FireAsync(DateTimeOffset now, CancellationToken ct)
    {
        for (var fired = 0; ; fired++)
        {
            await using var connection = await _sources.System.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            if (await TakeDueAsync(connection, now, ct) is not { } due)
            {
                return fired;
            }

            await FireAsync(connection, due, now, ct);
            await transaction.CommitAsync(ct);
        }
    }

    private async Task<(Schedule Schedule, Cron Cron, DateTimeOffset Since)?> TakeDueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(TakeDue, connection);
        Fill(command, _schedules.Keys.ToArray(), now);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? (_schedules[row.GetString(0)].Schedule, Cron.Parse(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2))
            : null;
    }

    private static async Task FireAsync(NpgsqlConnection connection, (Schedule Schedule, Cron Cron, DateTimeOffset Since) due, DateTimeOffset now, CancellationToken ct)
    {
        // Of several times that passed, the last stands for all.
        var (schedule, cron, since) = due;
        var at = cron.LastBy(now, since) ?? since;
        if (schedule.Missed == MissedPolicy.RunOnce || now - at <= Punctual)
        {
            await using var queue = new NpgsqlCommand(Queue + OwnersOf(schedule.Scope) + Once, connection);
            Fill(queue, now, EnumCodes<JobKind>.Format(schedule.Kind), Schedule.SystemClient, schedule.Name, at);
            await queue.ExecuteNonQueryAsync(ct);
        }

        await using var move = new NpgsqlCommand(Move, connection);
        Fill(move, schedule.Name, at, cron.NextAfter(at), now);
        await move.ExecuteNonQueryAsync(ct);
    }

    private static string OwnersOf(ScheduleScope scope) => scope switch
    {
        ScheduleScope.School => "SELECT trust_id, id AS school_id FROM schools",
        ScheduleScope.Trust => $"SELECT trust_id, NULL::uuid AS school_id FROM trusts WHERE trust_id <> '{TrustId.Deployment.Value}'",
        _ => $"SELECT '{TrustId.Deployment.Value}'::uuid AS trust_id, NULL::uuid AS school_id",
    };

    private static void Fill(NpgsqlCommand command, params object?[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz } : new() { Value = value });
        }
    }
}
