using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.AuditEntries.Commands;

/// <summary>Queues a walk along the trust's audit chain.</summary>
[Requires(Permissions.AuditVerify), Audited("audit_chain.verify")]
public sealed record StartAuditVerificationCommand : ICommand<JobDto>;

internal sealed class StartAuditVerificationHandler(IAppDbContext db, ICaller caller, IRequestContext context, IAnswers answers, TimeProvider clock)
    : ICommandHandler<StartAuditVerificationCommand, JobDto>
{
    public Task<Result<JobDto>> Handle(StartAuditVerificationCommand request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var requester = new JobRequester(caller.ClientId, caller.Subject, caller.StaffId, context.RequestId);
        var job = Job.Queue(caller.TrustId, new JobId(Guid.CreateVersion7(now)), JobKind.AuditVerification, "{}", requester, now);
        db.Set<Job>().Add(job);
        return Task.FromResult<Result<JobDto>>(answers.Map<JobDto>(job));
    }
}

/// <summary>Walks the chain. An intact one succeeds with the number of entries; a broken one fails and names the first break.</summary>
internal sealed class AuditVerificationJob(IAuditVerifier verifier) : IJobHandler
{
    public JobKind Kind => JobKind.AuditVerification;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var verdict = await verifier.VerifyAsync(run.TrustId, done => run.Report((int)done, (int)done), ct);
        if (verdict.FirstBreak is not { } found)
        {
            return JobOutcome.Succeeded(JobCounts.None with { Unchanged = (int)verdict.Verified }, [], 0);
        }

        var message = $"The chain does not hold at place {found.Seq}: the entry there is {EnumCodes<AuditBreakKind>.Format(found.Kind)}.";
        var finding = new JobFinding(JobErrorSeverity.Error, null, null, null, $"audit-entry-{EnumCodes<AuditBreakKind>.Format(found.Kind)}", message);
        return JobOutcome.Failed("audit-chain-broken", message, finding);
    }
}
