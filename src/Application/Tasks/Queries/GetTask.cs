using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Queries;

[Requires(Permissions.TasksRead), Audited("work_task.read")]
public sealed record GetTaskQuery(Guid Id) : IQuery<TaskDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("work_task", Id);
}

internal sealed class GetTaskHandler(TaskAccess access, TaskAnswers answers, AutoMapper.IConfigurationProvider maps) : IQueryHandler<GetTaskQuery, TaskDto>
{
    public async Task<Result<TaskDto>> Handle(GetTaskQuery request, CancellationToken cancellationToken)
    {
        var id = new WorkTaskId(request.Id);
        var task = await access.Visible().AsNoTracking().Where(t => t.Id == id).ProjectTo<TaskDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return task is null ? CommonErrors.NotFound : answers.OfRead(task);
    }
}
