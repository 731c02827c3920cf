using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.ExternalIds;

internal sealed class ExternalIdConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error> { ["external_ids_value"] = CommonErrors.Duplicate };
}
