using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.MedicationOrders;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>An order to be drafted.</summary>
public sealed record DraftMedicationOrderBody : MedicationOrderEdit
{
    public required Guid PupilId { get; init; }
}

/// <summary>That the order agrees with the label.</summary>
public sealed record VerifyMedicationOrderBody
{
    /// <summary>Name, medicine, strength, dose, frequency and expiry were compared with the label on the original container (of insulin: the pen or pump).</summary>
    public required bool LabelChecked { get; init; }

    /// <summary>For a controlled drug: a colleague who may confirm it and is to be asked for that.</summary>
    public Guid? ConfirmerId { get; init; }
}

/// <summary>Why an order is interrupted, ended or broken off.</summary>
public sealed record MedicationOrderReasonBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Why an order goes on, and on which consent.</summary>
public sealed record ResumeMedicationOrderBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>A consent that has come in the place of the one that has run out.</summary>
    public Guid? ConsentId { get; init; }
}
