using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.TestSupport;

/// <summary>Keeps the last query with a word that is sent to one test's database while it lives, with its values, so that its plan can be looked at.</summary>
public sealed class SentQuery : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string _database, _word;
    private readonly string _runtime;
    private readonly List<IDisposable> _subscriptions = [];
    private NpgsqlCommand? _last;

    public SentQuery(TestDatabase database, string word)
    {
        (_runtime, _word) = (database.Runtime, word);
        _database = new NpgsqlConnectionStringBuilder(_runtime).Database!;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>How it was run for a trust, as the runtime role, with the values that were sent: the nodes of the plan, each with those that stand above it.</summary>
    public async Task<IReadOnlyList<PlanNode>> PlanAsync(Guid trust)
    {
        await using var connection = new NpgsqlConnection(_runtime);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var reach = new NpgsqlCommand("SELECT set_config('app.trust_id', $1, true)", connection, transaction) { Parameters = { new() { Value = trust.ToString() } } };
        await reach.ExecuteNonQueryAsync();
        await using var explain = _last!.Clone();
        (explain.Connection, explain.Transaction) = (connection, transaction);
        explain.CommandText = "EXPLAIN (ANALYZE, FORMAT JSON) " + explain.CommandText[explain.CommandText.IndexOf("SELECT a", StringComparison.Ordinal)..];
        var plan = JsonNode.Parse((string)(await explain.ExecuteScalarAsync())!)!;
        return [.. Nodes(plan[0]!["Plan"]!, isInSubPlan: false)];
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Command: NpgsqlCommand sent } && sent.Connection?.Database == _database && sent.CommandText.Contains(_word, StringComparison.Ordinal))
        {
            _last = sent.Clone();
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    private static IEnumerable<PlanNode> Nodes(JsonNode node, bool isInSubPlan)
    {
        var isSub = isInSubPlan || node["Parent Relationship"]?.ToString() == "SubPlan";
        var rows = node["Actual Rows"]!.GetValue<double>() * node["Actual Loops"]!.GetValue<double>() + (node["Rows Removed by Filter"]?.GetValue<double>() ?? 0) * node["Actual Loops"]!.GetValue<double>();
        return (node["Plans"]?.AsArray() ?? []).SelectMany(p => Nodes(p!, isSub))
            .Prepend(new PlanNode(node["Node Type"]!.ToString(), node["Relation Name"]?.ToString(), node["Index Cond"]?.ToString(), rows, isSub));
    }
}

/// <summary>A step of a plan that was run.</summary>
/// <param name="Rows">How many rows were read there in all, also those that were left out.</param>
/// <param name="IsInSubPlan">Whether it is run anew for rows of another step.</param>
public sealed record PlanNode(string Type, string? Table, string? IndexCond, double Rows, bool IsInSubPlan);
