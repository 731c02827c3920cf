using System.ComponentModel.DataAnnotations;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Dtos;

/// <summary>One line of a ledger. Quantities are in the unit of the stock.</summary>
public sealed record MedicineStockEntryDto
{
    public required Guid StockId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    [Range(1, int.MaxValue)]
    public required int Sequence { get; init; }
    public required StockEntryKind Kind { get; init; }

    /// <summary>What it added or, below 0, took away; 0 for a count.</summary>
    [Range(-DoseBounds.Max, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Delta { get; init; }

    [Range(0.0, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal BalanceAfter { get; init; }

    /// <summary>What a count found; null for every other kind.</summary>
    [Range(0.0, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal? Counted { get; init; }

    /// <summary>What a count found more or, below 0, less than the balance; null for every other kind.</summary>
    [Range(-DoseBounds.Max, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal? Discrepancy { get; init; }

    [Text(Limits.Reason)]
    public required string? Reason { get; init; }

    /// <summary>The dose that took it, or whose taking is reversed.</summary>
    public required Guid? AdministrationId { get; init; }
    public required Guid? ReceivedFromContactId { get; init; }
    public required Guid? ReturnedToContactId { get; init; }

    /// <summary>Who did it.</summary>
    public required Guid ById { get; init; }

    /// <summary>Who confirmed an adjustment or disposal of a controlled drug.</summary>
    public required Guid? SecondId { get; init; }
    public StockWitnessStatus WitnessStatus { get; init; }

    /// <summary>Who is asked to witness it; once it is witnessed, who did.</summary>
    public required Guid? WitnessId { get; init; }
    public required DateTimeOffset? WitnessedAt { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was stored; of what waited for a second person later than <c>occurredAt</c>.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<MedicineStockEntry, MedicineStockEntryDto>()
                .ForMember(d => d.WitnessStatus, o => o.Ignore())
                .ForMember(d => d.Discrepancy, o => o.MapFrom(e => e.Counted - e.BalanceAfter));
        }
    }
}
