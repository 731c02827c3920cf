using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.Jobs.Queries;

/// <summary>One job of the caller's own; a trust administrator sees the trust's.</summary>
[Requires(Permissions.JobsRead)]
public sealed record GetJobQuery(Guid Id) : IQuery<JobDto>;

internal sealed class GetJobHandler(IAppDbContext db, ICaller caller) : IQueryHandler<GetJobQuery, JobDto>
{
    public async Task<Result<JobDto>> Handle(GetJobQuery request, CancellationToken cancellationToken)
    {
        var id = new JobId(request.Id);
        var job = await db.JobsOf(caller).AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancellationToken);
        return job is null ? CommonErrors.NotFound : JobDto.Of(job);
    }
}
