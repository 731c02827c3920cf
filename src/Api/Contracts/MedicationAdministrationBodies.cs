using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.MedicationAdministrations;
using PupilSupport.Application.MedicationAdministrations.Commands;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Api.Contracts;

/// <summary>A dose in question.</summary>
public sealed record DoseCheckBody
{
    /// <summary>How much, in the order's unit.</summary>
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    /// <summary>When it is to be given.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The batch that it is to be taken from; without it too little stock is a warning.</summary>
    public Guid? StockId { get; init; }

    /// <summary>The answer to the question after the last dose before.</summary>
    public PriorDoseCheck? PriorDoseCheck { get; init; }
}

/// <summary>When and how a parent was told.</summary>
public sealed record ParentNotifiedBody
{
    /// <summary>At most 5 minutes ahead, by the school's policy.</summary>
    public required DateTimeOffset At { get; init; }
    public required ParentContactMethod How { get; init; }
}

/// <summary>Why a record of a dose is voided, and what stands in its place.</summary>
public sealed record VoidMedicationAdministrationBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>Whether the medicine never left the pack, so that the batch gets it back; false when absent.</summary>
    public bool MedicineStillInPack { get; init; }

    /// <summary>What should have been recorded, of the same order and pupil; it is made in the same transaction.</summary>
    public AdministrationReplacement? Replacement { get; init; }
}

/// <summary>What is asked for.</summary>
public sealed record RequestDoseOverrideBody
{
    /// <summary>The most that is to be given, in the order's unit.</summary>
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    /// <summary>Whose word it rests on.</summary>
    public required OverrideAuthority Authority { get; init; }

    /// <summary>Who said so, or the number of the call.</summary>
    [Text(DoseOverride.MaxReference, Min = 1)]
    public required string Reference { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
