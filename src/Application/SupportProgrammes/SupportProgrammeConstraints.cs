using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>What a rival's refusal by the database means.</summary>
internal sealed class SupportProgrammeConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["support_programme_allocations_one"] = SupportProgrammeErrors.AlreadyAllocated,
    };
}
