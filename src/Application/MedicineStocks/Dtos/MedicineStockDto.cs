using System.ComponentModel.DataAnnotations;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Dtos;

/// <summary>One batch of a medicine that the school keeps. Quantities are in its unit.</summary>
public sealed record MedicineStockDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required StockOwner Owner { get; init; }

    /// <summary>The order that it is for; null for the school's own.</summary>
    public required Guid? OrderId { get; init; }

    /// <summary>Whose it is; null for the school's own.</summary>
    public required Guid? PupilId { get; init; }

    /// <summary>Whether it rests on the pupil's own confidential consent.</summary>
    public required bool IsConfidential { get; init; }
    public required MedicineStockStatus Status { get; init; }

    [Text(Limits.Title)]
    public required string MedicineName { get; init; }
    public required MedicineForm Form { get; init; }

    [Text(MedicineStock.StrengthMax)]
    public required string? Strength { get; init; }
    public required DoseUnit Unit { get; init; }

    [Text(MedicineStock.BatchMax)]
    public required string? Batch { get; init; }

    /// <summary>The last usable day, Europe/London, also when a month alone was given.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>Whether that day is over.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Whether adjustments and disposals take a second person, and waste a witness.</summary>
    public required bool Controlled { get; init; }

    /// <summary>Whether everybody can get at it at once.</summary>
    public required bool EmergencyAccess { get; init; }

    /// <summary>Where it is kept.</summary>
    [Text(Limits.Title)]
    public required string? StorageLocation { get; init; }

    /// <summary>How much there is by the ledger; never below 0.</summary>
    [Range(0.0, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Balance { get; init; }

    /// <summary>The number of the ledger's last entry.</summary>
    [Range(0, int.MaxValue)]
    public required int LastSequence { get; init; }

    /// <summary>An adjustment or disposal of a controlled drug that waits for a second person; null when none does.</summary>
    public required PendingStockEntryDto? Pending { get; init; }

    /// <summary>How many entries still wait for their witness.</summary>
    [Range(0, int.MaxValue)]
    public required int Unwitnessed { get; init; }

    /// <summary>What the last count found more or, below 0, less than the balance, as far as no adjustment has put it right; null for nothing.</summary>
    [Range(-DoseBounds.Max, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal? Discrepancy { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(10)]
    public IReadOnlyList<MedicineStockAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<MedicineStock, MedicineStockDto>()
                .ForMember(d => d.IsExpired, o => o.Ignore())
                .ForMember(d => d.AllowedActions, o => o.Ignore())
                .ForMember(d => d.Pending, o => o.MapFrom(s => s.PendingKind == null ? null : new PendingStockEntryDto
                {
                    Kind = s.PendingKind!.Value,
                    Quantity = s.PendingQuantity!.Value,
                    Reason = s.PendingReason!,
                    ById = s.PendingById!.Value.Value,
                    At = s.PendingAt!.Value,
                }));
        }
    }
}

/// <summary>What waits for a second person.</summary>
public sealed record PendingStockEntryDto
{
    /// <summary><c>adjusted</c> or <c>disposed</c>.</summary>
    public required StockEntryKind Kind { get; init; }

    /// <summary>Of an adjustment the change, above or below 0; of a disposal how much goes.</summary>
    [Range(-DoseBounds.Max, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    [Text(Limits.Reason)]
    public required string Reason { get; init; }

    /// <summary>Who asked for it, and so cannot confirm it.</summary>
    public required Guid ById { get; init; }
    public required DateTimeOffset At { get; init; }
}
