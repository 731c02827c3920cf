using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.Jobs.Queries;

/// <summary>What was wrong with the rows of a job, in the order of the files. Sort: <c>position</c>.</summary>
[Requires(Permissions.JobsRead)]
public sealed record ListJobErrorsQuery : PagedQuery, IQuery<Page<JobErrorDto>>
{
    [JsonIgnore]
    public Guid JobId { get; init; }
}

internal sealed class ListJobErrorsHandler(IAppDbContext db, ICaller caller, IPager pager) : IQueryHandler<ListJobErrorsQuery, Page<JobErrorDto>>
{
    private static readonly IReadOnlyList<Keyset<JobError, JobErrorDto>> Sorts =
        [Keyset.By<JobError, JobErrorDto, int, JobErrorId>("position", e => e.Position, e => e.Position, e => e.Id, e => e.Id)];

    public async Task<Result<Page<JobErrorDto>>> Handle(ListJobErrorsQuery request, CancellationToken cancellationToken)
    {
        var id = new JobId(request.JobId);
        if (!await db.JobsOf(caller).AnyAsync(j => j.Id == id, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        return await pager.PageAsync(db.Set<JobError>().AsNoTracking().Where(e => e.JobId == id), request, Sorts, cancellationToken);
    }
}
