using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

/// <summary>What a rival's refusal by the database means.</summary>
internal sealed class TaskConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["work_tasks_one_of_kind"] = WorkTaskErrors.Exists,
        ["work_tasks_source_closed"] = WorkTaskErrors.SourceClosed,

        // A task was opened while the record was being closed: read again, and close both.
        ["work_tasks_left_open"] = CommonErrors.PreconditionFailed,
    };
}
