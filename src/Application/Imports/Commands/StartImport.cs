using System.Text.Json;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.Imports.Commands;

/// <summary>Queues the import of an exchange whose bytes have been stored under the job's id.</summary>
/// <param name="ValidateOnly">Whether the job counts what would happen and changes nothing.</param>
[Requires(Permissions.ImportsWrite), Audited("import.start")]
public sealed record StartImportCommand(Guid JobId, bool ValidateOnly) : ICommand<JobDto>;

/// <summary>The settings of a <see cref="JobKind.RosterImport"/>.</summary>
public sealed record RosterImportSettings(bool ValidateOnly);

internal sealed class StartImportHandler(IAppDbContext db, ICaller caller, IRequestContext context, IAnswers answers, TimeProvider clock)
    : ICommandHandler<StartImportCommand, JobDto>
{
    public Task<Result<JobDto>> Handle(StartImportCommand request, CancellationToken cancellationToken)
    {
        var input = JsonSerializer.Serialize(new RosterImportSettings(request.ValidateOnly));
        var requester = new JobRequester(caller.ClientId, caller.Subject, caller.StaffId, context.RequestId);
        var job = Job.Queue(caller.TrustId, new JobId(request.JobId), JobKind.RosterImport, input, requester, clock.GetUtcNow());
        db.Set<Job>().Add(job);
        return Task.FromResult<Result<JobDto>>(answers.Map<JobDto>(job));
    }
}
