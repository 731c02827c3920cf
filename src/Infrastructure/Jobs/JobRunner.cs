using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Access;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>Runs one leased job to its end, its loss or its cancellation.</summary>
internal sealed partial class JobRunner(
    JobQueue queue, JobLedger ledger, TrustSql sql, CallerFactory callers, IServiceScopeFactory scopes, ILogger<JobRunner> log)
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1);

    public async Task RunAsync(LeasedJob job, CancellationToken stopping)
    {
        if (job.Attempt > JobQueue.MaxAttempts)
        {
            await StoreAsync(job.Run, JobOutcome.Failed("attempts-exhausted", $"It was given up after {JobQueue.MaxAttempts} attempts."), stopping);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(job.Run, stop, done.Token);
        try
        {
            await StoreAsync(job.Run, await HandleAsync(job, stop.Token), stop.Token);
            Ended(job.Run.Kind, job.Run.Id.Value);
        }
        catch (LeaseLostException)
        {
            Lost(job.Run.Kind, job.Run.Id.Value);
        }
        catch (Exception e)
        {
            await done.CancelAsync();
            await AfterFaultAsync(job, await renewing, e, stopping);
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }
    }

    private async Task<JobOutcome> HandleAsync(LeasedJob job, CancellationToken ct)
    {
        if (await callers.AgainAsync(job.Run.TrustId, job.ClientId, job.Subject, job.StaffId, ct) is not { } caller)
        {
            return JobOutcome.Failed("requester-gone", "Whoever asked for it may no longer use the service.");
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Set(caller);
        var handler = scope.ServiceProvider.GetServices<IJobHandler>().Single(h => h.Kind == job.Run.Kind);
        return await handler.RunAsync(job.Run, ct);
    }

    private async Task StoreAsync(JobRun run, JobOutcome outcome, CancellationToken ct)
    {
        if (outcome.IsStored)
        {
            return;
        }

        await using var transaction = await sql.BeginAsync(run.TrustId, ct);
        await ledger.FinishAsync(transaction, run, outcome, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Renews until told that the job is done; cancels it when asked to, or when the lease is lost.</summary>
    private async Task<LeaseState> RenewAsync(JobRun run, CancellationTokenSource stop, CancellationToken done)
    {
        while (true)
        {
            await Task.Delay(RenewEvery, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
            {
                return LeaseState.Held;
            }

            try
            {
                if (await queue.RenewAsync(run, done) is var state and not LeaseState.Held)
                {
                    await stop.CancelAsync();
                    return state;
                }
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
            {
                // The lease outlives many missed renewals; when it does not, finishing fails on the token.
            }
        }
    }

    private async Task AfterFaultAsync(LeasedJob job, LeaseState lease, Exception fault, CancellationToken stopping)
    {
        switch (lease)
        {
            case LeaseState.CancelRequested:
                await StoreAsync(job.Run, JobOutcome.Cancelled, stopping);
                break;
            case LeaseState.Lost:
                Lost(job.Run.Kind, job.Run.Id.Value);
                break;
            default:
                if (!stopping.IsCancellationRequested)
                {
                    Failed(job.Run.Kind, job.Run.Id.Value, fault.GetType().Name, (fault as PostgresException)?.SqlState);
                }

                await queue.ReleaseAsync(job.Run, refund: stopping.IsCancellationRequested, CancellationToken.None);
                break;
        }
    }

    [LoggerMessage(21, LogLevel.Information, "Job ended: {Kind} {JobId}")]
    private partial void Ended(JobKind kind, Guid jobId);

    [LoggerMessage(22, LogLevel.Warning, "Job is another worker's now: {Kind} {JobId}")]
    private partial void Lost(JobKind kind, Guid jobId);

    [LoggerMessage(23, LogLevel.Error, "Job failed and will be tried again: {Kind} {JobId} {Fault} {SqlState}")]
    private partial void Failed(JobKind kind, Guid jobId, string fault, string? sqlState);
}
