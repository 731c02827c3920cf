using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>Why an observation does not stand.</summary>
public sealed record VoidObservationBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
