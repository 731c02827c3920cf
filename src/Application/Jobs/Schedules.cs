using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.Jobs;

/// <summary>What a schedule fires one job for.</summary>
public enum ScheduleScope
{
    /// <summary>One job for the whole deployment, which reaches no trust's data through the caller.</summary>
    Deployment,

    /// <summary>One job for each trust.</summary>
    Trust,

    /// <summary>One job for each school; its caller reaches that school only.</summary>
    School,
}

/// <summary>What becomes of times that passed while no node ran.</summary>
public enum MissedPolicy
{
    /// <summary>However many were missed, the last of them fires as soon as a node is back.</summary>
    RunOnce,

    /// <summary>Nothing: it waits for the next time.</summary>
    Skip,
}

/// <summary>
/// Has the jobs of an <see cref="IJobHandler"/> asked for by the clock, each time exactly once among all nodes. They run as a
/// system caller that holds the permissions given here, within the scope's reach, and nothing else. Found by scan.
/// </summary>
/// <example><c>[Scheduled("task-overdue-sweep", JobKind.TaskOverdueSweep, "0 7 * * mon-fri", ScheduleScope.School, Permissions.TasksWrite)]</c></example>
/// <param name="name">Kebab-case, at most 50 characters; never renamed. A deployment sets another time as <c>Schedules:name:Cron</c>, or <c>off</c>.</param>
/// <param name="cron">In Europe/London local time; see <see cref="Cron"/>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ScheduledAttribute(string name, JobKind kind, string cron, ScheduleScope scope, params string[] permissions) : Attribute
{
    /// <summary>What becomes of times that passed while no node ran.</summary>
    public MissedPolicy Missed { get; init; } = MissedPolicy.RunOnce;

    public Schedule Declared => new(name, kind, Cron.Parse(cron), scope, permissions, Missed);
}

/// <summary>A declared schedule.</summary>
/// <param name="Permissions">All that its jobs may do.</param>
public sealed record Schedule(string Name, JobKind Kind, Cron Cron, ScheduleScope Scope, IReadOnlyList<string> Permissions, MissedPolicy Missed)
{
    /// <summary>The client id in audit entries and jobs that no client asked for; the subject is the schedule's name.</summary>
    public const string SystemClient = "system";
}

/// <summary>All schedules that this version of the code declares.</summary>
public sealed class ScheduleCatalogue(IEnumerable<Schedule> schedules)
{
    private readonly Dictionary<string, Schedule> _byName = schedules.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<Schedule> All => _byName.Values;

    public Schedule? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Registers the job handlers of an assembly, and the schedules that stand on them.</summary>
    public static void AddFrom(Assembly assembly, IServiceCollection services)
    {
        foreach (var type in assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IJobHandler))))
        {
            services.AddTransient(typeof(IJobHandler), type);
            if (type.GetCustomAttribute<ScheduledAttribute>() is { } scheduled)
            {
                services.AddSingleton(scheduled.Declared);
            }
        }
    }
}
