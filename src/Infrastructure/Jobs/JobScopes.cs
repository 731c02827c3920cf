using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>Runs a handler in a scope of its own, as whoever the job is run for.</summary>
internal sealed class JobScopes(CallerFactory callers, ScheduleCatalogue schedules, IServiceScopeFactory scopes)
{
    private readonly Lazy<JobKind[]> _kinds = new(() =>
    {
        using var scope = scopes.CreateScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Set(new SystemCaller(TrustId.Deployment, Schedule.SystemClient, "kinds", null, []));
        return [.. scope.ServiceProvider.GetServices<IJobHandler>().Select(h => h.Kind)];
    });

    /// <summary>The kinds that this version has a handler for.</summary>
    public IReadOnlyCollection<JobKind> Kinds => _kinds.Value;

    public async Task<JobOutcome> RunAsync(LeasedJob job, CancellationToken ct)
    {
        if (await CallerOfAsync(job, ct) is not { } caller)
        {
            return job.Run.Schedule is null
                ? JobOutcome.Failed("requester-gone", "Whoever asked for it may no longer use the service.")
                : JobOutcome.Failed("schedule-gone", "The schedule that asked for it is no longer declared.");
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Set(caller);
        scope.ServiceProvider.GetRequiredService<IRequestContext>().Continue(job.Run.RequestId);
        var handler = scope.ServiceProvider.GetServices<IJobHandler>().Single(h => h.Kind == job.Run.Kind);
        return await handler.RunAsync(job.Run, ct);
    }

    private async Task<ICaller?> CallerOfAsync(LeasedJob job, CancellationToken ct)
    {
        if (job.Run.Schedule is { } name)
        {
            return schedules.Find(name) is { } schedule
                ? new SystemCaller(job.Run.TrustId, Schedule.SystemClient, name, job.Run.SchoolId, schedule.Permissions)
                : null;
        }

        return await callers.AgainAsync(job.Run.TrustId, job.ClientId, job.Subject, job.StaffId, ct);
    }
}
