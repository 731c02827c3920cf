using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Recognitions;

namespace PupilSupport.Api.Contracts;

/// <summary>Why a recognition does not stand.</summary>
public sealed record VoidRecognitionBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Whose cards went home.</summary>
public sealed record ShareRecognitionBody
{
    /// <summary>Of these pupils of the recognition; of all whom the caller sees when absent.</summary>
    [Items(Recognition.MaxPupils, Min = 1)]
    public IReadOnlyList<Guid>? PupilIds { get; init; }
}
