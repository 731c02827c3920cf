using System.ComponentModel.DataAnnotations;
using FluentValidation;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.MedicationOrders;

/// <summary>What an order says; all of it can be revised while it is a draft.</summary>
public record MedicationOrderEdit
{
    /// <summary>The consent that it rests on, of the same pupil and school, for the same medicine and unit and at least this dose. It may come later, but before the order is activated.</summary>
    public Guid? ConsentId { get; init; }

    /// <summary>As the label has it.</summary>
    [Text(Limits.Title, Min = 1)]
    public required string MedicineName { get; init; }

    /// <summary>The medicine's code in the NHS dictionary of medicines and devices (dm+d).</summary>
    [Text(MedicationOrder.DmdMax, Pattern = MedicationOrder.DmdPattern)]
    public string? DmdCode { get; init; }
    public required MedicineForm Form { get; init; }

    /// <summary>As the label has it: <c>250mg/5ml</c>.</summary>
    [Text(MedicationOrder.StrengthMax, Min = 1)]
    public string? Strength { get; init; }
    public required MedicineRoute Route { get; init; }
    public required MedicationSchedule Schedule { get; init; }

    /// <summary>For <c>fixed</c>, and only then: the local times on school days, Europe/London, each once.</summary>
    [Items(MedicationOrder.MaxTimes)]
    public IReadOnlyList<TimeOnly> Times { get; init; } = [];

    /// <summary>The smallest dose.</summary>
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal DoseMin { get; init; }

    /// <summary>The largest dose.</summary>
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal DoseMax { get; init; }
    public required DoseUnit DoseUnit { get; init; }

    /// <summary>What a dose within the range depends on, such as the carbohydrates of a meal.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? DoseReason { get; init; }

    /// <summary>The least time between two doses; required for <c>prn</c>.</summary>
    [Range(MedicationOrder.MinInterval, MedicationOrder.MaxInterval)]
    public int? MinIntervalMinutes { get; init; }

    /// <summary>The most doses in any 24 hours; required for <c>prn</c>.</summary>
    [Range(1, MedicationOrder.MaxDosesADay)]
    public int? MaxDoses24h { get; init; }

    /// <summary>The most in any 24 hours, in <c>doseUnit</c>; required for <c>prn</c>.</summary>
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public decimal? MaxQuantity24h { get; init; }

    /// <summary>When or against what it is given; required for <c>prn</c>.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Indication { get; init; }

    /// <summary>How it is given, and what is to be heeded.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Instructions { get; init; }

    /// <summary>What the pupil is allergic to, in short words; it stands on the chart and in the alerts.</summary>
    [Items(MedicationOrder.MaxAllergies, Text = Limits.Title)]
    public IReadOnlyList<string> Allergies { get; init; } = [];

    /// <summary>A controlled drug of schedule 2 or 3: a second person confirms the order, and witnesses its doses.</summary>
    public bool Controlled { get; init; }

    /// <summary>Whether a prescriber ordered it. Aspirin for a pupil under 16 is taken only so.</summary>
    public bool Prescribed { get; init; }

    /// <summary>Whether the pupil, found competent, holds it; also a controlled drug.</summary>
    public bool SelfHeld { get; init; }

    /// <summary>Whether everybody can get at it at once; for <c>emergency</c> it is never otherwise, and true when absent.</summary>
    public bool? EmergencyAccess { get; init; }

    /// <summary>Where it is kept.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? StorageLocation { get; init; }

    /// <summary>What whoever gives it is trained for, beside what the school's policy asks of everybody who gives medicine.</summary>
    [Items(MedicationOrder.MaxTraining)]
    public IReadOnlyList<TrainingType> RequiredTraining { get; init; } = [];

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; it does not end by itself when absent.</summary>
    public DateOnly? EndsOn { get; init; }

    internal static MedicationOrderEdit Of(MedicationOrder order) => new()
    {
        ConsentId = order.ConsentId?.Value,
        MedicineName = order.MedicineName,
        DmdCode = order.DmdCode,
        Form = order.Form,
        Strength = order.Strength,
        Route = order.Route,
        Schedule = order.Schedule,
        Times = order.Times,
        DoseMin = order.DoseMin,
        DoseMax = order.DoseMax,
        DoseUnit = order.DoseUnit,
        DoseReason = order.DoseReason,
        MinIntervalMinutes = order.MinIntervalMinutes,
        MaxDoses24h = order.MaxDoses24h,
        MaxQuantity24h = order.MaxQuantity24h,
        Indication = order.Indication,
        Instructions = order.Instructions,
        Allergies = order.Allergies,
        Controlled = order.Controlled,
        Prescribed = order.Prescribed,
        SelfHeld = order.SelfHeld,
        EmergencyAccess = order.EmergencyAccess,
        StorageLocation = order.StorageLocation,
        RequiredTraining = order.RequiredTraining,
        StartsOn = order.StartsOn,
        EndsOn = order.EndsOn,
    };

    internal MedicationOrderPlan ToPlan() => new()
    {
        MedicineName = MedicineName,
        DmdCode = DmdCode,
        Form = Form,
        Strength = Strength,
        Route = Route,
        Schedule = Schedule,
        Times = Times,
        DoseMin = DoseMin,
        DoseMax = DoseMax,
        DoseUnit = DoseUnit,
        DoseReason = DoseReason,
        MinIntervalMinutes = MinIntervalMinutes,
        MaxDoses24h = MaxDoses24h,
        MaxQuantity24h = MaxQuantity24h,
        Indication = Indication,
        Instructions = Instructions,
        Allergies = Allergies,
        Controlled = Controlled,
        Prescribed = Prescribed,
        SelfHeld = SelfHeld,
        EmergencyAccess = EmergencyAccess ?? Schedule == MedicationSchedule.Emergency,
        StorageLocation = StorageLocation,
        RequiredTraining = RequiredTraining,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
    };
}

internal sealed class MedicationOrderEditValidator : AbstractValidator<MedicationOrderEdit>
{
    public MedicationOrderEditValidator()
    {
        RuleFor(o => o.DmdCode).Matches(MedicationOrder.DmdPattern).WithMessage("must be 6 to 18 digits");
        RuleForEach(o => o.Allergies).NotEmpty().WithMessage("must not be empty");
    }
}
