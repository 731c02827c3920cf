using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.Jobs.Commands;

/// <summary>Queues a failed job again, with all its attempts before it.</summary>
/// <param name="Version">The version read, when the caller sent one.</param>
[Requires(Permissions.JobsRead), Audited("job.retry")]
public sealed record RetryJobCommand(Guid Id, int? Version) : ICommand<JobDto>;

internal sealed class RetryJobHandler(IAppDbContext db, ICaller caller, IAnswers answers) : ICommandHandler<RetryJobCommand, JobDto>
{
    public async Task<Result<JobDto>> Handle(RetryJobCommand request, CancellationToken cancellationToken)
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

        return job.Retry().Error is { } refused ? refused : answers.Map<JobDto>(job);
    }
}
