using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>The database refused a job's changes; the attempt failed.</summary>
internal sealed class JobSaveRefusedException(string code) : Exception($"The changes were refused: {code}.");

/// <summary>The job's end first, so that a lost lease is found before anything is saved; then the save, which commits.</summary>
internal sealed class JobSave(AppDbContext context, JobLedger ledger, IUnitOfWork work) : IJobSave
{
    public async Task<JobOutcome> SaveAsync(JobRun run, JobOutcome outcome, string action, CancellationToken ct)
    {
        var open = context.Database.CurrentTransaction ?? await context.Database.BeginTransactionAsync(ct);
        var transaction = (NpgsqlTransaction)open.GetDbTransaction();
        await TrustSql.ArmAsync(run.TrustId, transaction.Connection!, transaction, ct);
        await ledger.FinishAsync(transaction.Connection!, run, outcome, ct);
        var saved = await work.SaveAsync(action, null, ct);
        return saved.IsSuccess ? outcome with { IsStored = true } : throw new JobSaveRefusedException(saved.Error.Code);
    }
}
