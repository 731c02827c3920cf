using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tasks;

/// <summary>
/// A record that tasks can hang on. Every save of it ends the tasks that its new state has settled or made moot, in
/// the same transaction; no handler has to think of it. Its table is registered with <c>app_task_source</c>.
/// </summary>
public interface ITaskSource : IAggregateRoot
{
    /// <summary>Its kind, as the contract spells it (<c>support_session</c>).</summary>
    string TaskSourceKind { get; }

    /// <summary>The school whose tasks hang on it; null when any school's may.</summary>
    SchoolId? TaskSchool => (this as ISchoolOwned)?.SchoolId;

    /// <summary>What its present state means for an open task of that kind. Moot for every kind once it is closed.</summary>
    TaskStanding StandingOf(WorkTaskKind kind);
}

/// <summary>The record that caused a task, or that a task is about.</summary>
/// <param name="Kind">As <see cref="ITaskSource.TaskSourceKind"/> spells it.</param>
public sealed record TaskSourceLink(string Kind, Guid Id)
{
    public const int KindMax = 100;

    public static TaskSourceLink To(ITaskSource source) => new(source.TaskSourceKind, source.RecordId);
}
