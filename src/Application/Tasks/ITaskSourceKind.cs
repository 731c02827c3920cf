using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

/// <summary>A kind of record that tasks hang on. Found by scan.</summary>
internal interface ITaskSourceKind
{
    /// <summary>As <see cref="ITaskSource.TaskSourceKind"/> spells it.</summary>
    string Kind { get; }

    /// <summary>The path of its records, without the id.</summary>
    string Path { get; }

    /// <summary>The record, for reading.</summary>
    /// <param name="withinReach">Whether only what the caller may see counts.</param>
    Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct);
}
