using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>Runs one leased job to its end, its loss, its cancellation or its next attempt.</summary>
internal sealed partial class JobRunner(
    JobQueue queue, JobLedger ledger, TrustSql sql, JobScopes scopes, IConfiguration configuration, ILogger<JobRunner> log)
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long a handler that is told to stop may take before it is left alone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _timeLimit = configuration.GetValue("Jobs:TimeLimit", TimeSpan.FromHours(2));

    public async Task RunAsync(LeasedJob job, CancellationToken stopping)
    {
        try
        {
            await (job.Deaths < JobQueue.MaxDeaths
                ? AttemptAsync(job, stopping)
                : StoreAsync(job.Run, JobOutcome.Failed("worker-died", $"It was given up: {job.Deaths} workers died with it."), stopping));
        }
        catch (LeaseLostException)
        {
            Lost(job.Run.Kind, job.Run.Id.Value);
        }
    }

    private async Task AttemptAsync(LeasedJob job, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = new CancellationTokenSource();
        stop.CancelAfter(_timeLimit);
        var renewing = RenewAsync(job.Run, stop, done.Token);
        try
        {
            await StoreAsync(job.Run, await HandleAsync(job, stop.Token), stop.Token);
            Ended(job.Run.Kind, job.Run.Id.Value);
        }
        catch (Exception e) when (e is not LeaseLostException)
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

    /// <summary>A handler that does not heed the token is abandoned: its lease token keeps it from ending the job.</summary>
    private async Task<JobOutcome> HandleAsync(LeasedJob job, CancellationToken stop)
    {
        var handling = Task.Run(() => scopes.RunAsync(job, stop), stop);
        var stopped = new TaskCompletionSource();
        await using var registration = stop.Register(stopped.SetResult);
        if (await Task.WhenAny(handling, stopped.Task) != handling)
        {
            await Task.WhenAny(handling, Task.Delay(Grace, CancellationToken.None));
            return handling.IsCompleted ? await handling : throw new TimeoutException();
        }

        return await handling;
    }

    private async Task StoreAsync(JobRun run, JobOutcome outcome, CancellationToken ct)
    {
        if (!outcome.IsStored)
        {
            await using var transaction = await sql.BeginAsync(run.TrustId, ct);
            await ledger.FinishAsync(transaction.Connection, run, outcome, ct);
            await transaction.CommitAsync(ct);
        }

        JobMetrics.Ended(run.Kind, outcome.Status);
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

    private Task AfterFaultAsync(LeasedJob job, LeaseState lease, Exception fault, CancellationToken stopping)
    {
        switch (lease)
        {
            case LeaseState.CancelRequested:
                return StoreAsync(job.Run, JobOutcome.Cancelled, stopping);
            case LeaseState.Lost:
                Lost(job.Run.Kind, job.Run.Id.Value);
                return Task.CompletedTask;
            case var _ when stopping.IsCancellationRequested:
                return queue.ReleaseAsync(job.Run, CancellationToken.None);
            default:
                return AfterFailureAsync(job, fault, stopping);
        }
    }

    private async Task AfterFailureAsync(LeasedJob job, Exception fault, CancellationToken stopping)
    {
        JobMetrics.AttemptFailed(job.Run.Kind);
        if (job.Attempt < JobQueue.MaxAttempts)
        {
            Failed(fault, job.Run.Kind, job.Run.Id.Value, fault.GetType().Name, (fault as PostgresException)?.SqlState);
            await queue.PutOffAsync(job.Run, JobQueue.PauseAfter(job.Attempt, Random.Shared.NextDouble()), stopping);
            return;
        }

        GivenUp(fault, job.Run.Kind, job.Run.Id.Value, fault.GetType().Name, (fault as PostgresException)?.SqlState);
        await StoreAsync(job.Run, JobOutcome.Failed("attempts-exhausted", $"It was given up after {job.Attempt} attempts."), stopping);
    }

    [LoggerMessage(21, LogLevel.Information, "Job ended: {Kind} {JobId}")]
    private partial void Ended(JobKind kind, Guid jobId);

    [LoggerMessage(22, LogLevel.Warning, "Job is another worker's now: {Kind} {JobId}")]
    private partial void Lost(JobKind kind, Guid jobId);

    [LoggerMessage(23, LogLevel.Error, "Job failed and will be tried again: {Kind} {JobId} {Fault} {SqlState}")]
    private partial void Failed(Exception e, JobKind kind, Guid jobId, string fault, string? sqlState);

    [LoggerMessage(24, LogLevel.Error, "Job was given up: {Kind} {JobId} {Fault} {SqlState}")]
    private partial void GivenUp(Exception e, JobKind kind, Guid jobId, string fault, string? sqlState);
}
