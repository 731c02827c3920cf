using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Update.Internal;

namespace PupilSupport.Infrastructure.Persistence.Interceptors;

#pragma warning disable EF1001, CS0618 // The provider counts rows by statement index, and the trust setting shifts it; see ADR 0005.

/// <summary>
/// Counts affected rows with the trust setting in front. Without it a stale update would be reported as saved.
/// </summary>
internal sealed class TrustBatch(ModificationCommandBatchFactoryDependencies dependencies, int maxBatchSize)
    : NpgsqlModificationCommandBatch(dependencies, maxBatchSize)
{
    protected override void Consume(RelationalDataReader reader) => Check(reader);

    protected override Task ConsumeAsync(RelationalDataReader reader, CancellationToken cancellationToken = default)
    {
        Check(reader);
        return Task.CompletedTask;
    }

    private void Check(RelationalDataReader reader)
    {
        var data = (NpgsqlDataReader)reader.DbDataReader;
        while (data.NextResult())
        {
            // Row counts are known once all results are read.
        }

        var offset = data.Statements.Count - ModificationCommands.Count;
        if (offset != 1)
        {
            throw new InvalidOperationException("A save must carry the trust setting and nothing else in front.");
        }

        for (var i = 0; i < ModificationCommands.Count; i++)
        {
            if (ResultSetMappings[i] != ResultSetMapping.NoResults)
            {
                throw new InvalidOperationException("Store-generated values are not supported: ids, versions and times are ours.");
            }

            if (data.Statements[i + offset].Rows != 1)
            {
                throw new DbUpdateConcurrencyException("The row was changed or is gone.", ModificationCommands[i].Entries);
            }
        }
    }
}

internal sealed class TrustBatchFactory(ModificationCommandBatchFactoryDependencies dependencies) : IModificationCommandBatchFactory
{
    // Beyond this a save becomes several batches, which the one-round-trip rule excludes anyway.
    private const int MaxBatchSize = 1000;

    public ModificationCommandBatch Create() => new TrustBatch(dependencies, MaxBatchSize);
}
#pragma warning restore EF1001, CS0618
