using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>Why a file is taken out of use.</summary>
public sealed record WithdrawAttachmentBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
