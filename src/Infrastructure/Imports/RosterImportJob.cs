using System.Text.Json;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Imports.Commands;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Access;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Imports;

/// <summary>Runs one import in one transaction, which also ends the job: a worker that dies leaves nothing behind.</summary>
internal sealed class RosterImportJob(
    RosterImporter importer, TrustSql sql, JobInputs inputs, JobLedger ledger, CallerFactory callers, ICaller caller) : IJobHandler
{
    public JobKind Kind => JobKind.RosterImport;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        if (!caller.Has(Permissions.ImportsWrite))
        {
            return JobOutcome.Failed("insufficient-scope", "The client may no longer import.");
        }

        var settings = JsonSerializer.Deserialize<RosterImportSettings>(run.Input)!;
        await using var file = await inputs.OpenAsync(run.TrustId, run.Id, ct);
        await using var transaction = await sql.BeginAsync(run.TrustId, ct);
        try
        {
            var outcome = await importer.MergeAsync(transaction, caller, run.RequestId, file, run.Report, ct);
            if (settings.ValidateOnly)
            {
                return outcome;
            }

            await ledger.FinishAsync(transaction.Connection, run, outcome, ct);
            await transaction.CommitAsync(ct);
            callers.Forget();
            return outcome with { IsStored = true };
        }
        catch (ImportRefusedException e)
        {
            return JobOutcome.Failed(e.Code, e.Message, new JobFinding(JobErrorSeverity.Error, e.File, e.Line, null, e.Code, e.Message));
        }
    }
}
