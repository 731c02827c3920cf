using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>Why a consent is taken back or refused, and by whom.</summary>
public sealed record WithdrawMedicineConsentBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>The contact of the pupil who withdraws or refuses it; absent when the pupil does, or the school.</summary>
    public Guid? WithdrawnByContactId { get; init; }
}
