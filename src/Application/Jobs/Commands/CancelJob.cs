using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.Jobs.Commands;

/// <summary>Stops a job: a queued one at once, a running one within seconds. What it has done so far is undone.</summary>
/// <param name="Version">The version read, when the caller sent one.</param>
[Requires(Permissions.JobsRead), Audited("job.cancel")]
public sealed record CancelJobCommand(Guid Id, int? Version) : ICommand<JobDto>;

internal sealed class CancelJobHandler(IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock) : ICommandHandler<CancelJobCommand, JobDto>
{
    public async Task<Result<JobDto>> Handle(CancelJobCommand request, CancellationToken cancellationToken)
    {
        var id = new JobId(request.Id);
        var job = await db.JobsOf(caller).SingleOrDefaultAsync(j => j.Id == id, cancellationToken);
        if (job is null)
        {
            return CommonErrors.NotFound;
        }

        if (job.Check(request.Version).Error is { } stale)
        {
            return stale;
        }

        return job.Cancel(clock.GetUtcNow()).Error is { } refused ? refused : answers.Map<JobDto>(job);
    }
}
