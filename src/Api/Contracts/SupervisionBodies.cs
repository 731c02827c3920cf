using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>Why a record of supervision or coaching does not stand.</summary>
public sealed record VoidStaffRecordBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
