using Npgsql;

namespace PupilSupport.TestSupport.Postgres;

/// <summary>Inserts into named columns; a null is left out.</summary>
internal sealed class RowWriter(NpgsqlBatch batch, DateTimeOffset recordedAt)
{
    public void Add(string table, params (string Column, object? Value)[] values)
    {
        var given = values.Where(v => v.Value is not null).ToList();
        var columns = string.Join(", ", given.Select(v => v.Column));
        var places = string.Join(", ", given.Select((_, i) => $"${i + 1}"));
        var command = new NpgsqlBatchCommand($"INSERT INTO {table} ({columns}) VALUES ({places})");
        given.ForEach(v => command.Parameters.Add(new NpgsqlParameter { Value = v.Value }));
        batch.BatchCommands.Add(command);
    }

    /// <summary>A row with an id, a version and the times of its recording.</summary>
    public void AddRoot(string table, Guid trust, Guid id, params (string Column, object? Value)[] values) =>
        Add(table, [("trust_id", trust), ("id", id), ("version", 1), ("recorded_at", recordedAt), ("updated_at", recordedAt), .. values]);
}
