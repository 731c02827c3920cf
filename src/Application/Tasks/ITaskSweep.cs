namespace PupilSupport.Application.Tasks;

/// <summary>Opens the tasks that the passing of time causes. One for each kind of cause; found by scan, run by <see cref="TaskSweepJob"/>.</summary>
internal interface ITaskSweep
{
    /// <summary>Opens what is due to be opened now and is not yet. It never saves.</summary>
    /// <param name="most">How many at most; the rest follow with the next run.</param>
    /// <returns>How many were opened.</returns>
    Task<int> OpenAsync(int most, CancellationToken ct);
}
