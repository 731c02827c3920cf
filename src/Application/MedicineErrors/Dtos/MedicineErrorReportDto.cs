using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.MedicineErrors;

namespace PupilSupport.Application.MedicineErrors.Dtos;

/// <summary>Whether numbers so small that they may point to somebody are left out.</summary>
public enum SmallNumbers
{
    /// <summary>For governors and others outside the work: a number from 1 to 4 is null, and a breakdown in which it could be worked out is withheld.</summary>
    Hidden,

    /// <summary>For the work itself: everything is counted out.</summary>
    Shown,
}

/// <summary>Which way a number goes.</summary>
public enum TrendDirection
{
    /// <summary>Too few to tell chance from change.</summary>
    TooFew,
    Rising,
    Falling,

    /// <summary>No more than chance.</summary>
    Steady,
}

/// <summary>What a report of medicine errors may withhold, since some number of it, or of what it adds up to, is small.</summary>
public enum WithheldFigure
{
    ByMonth,
    ByKind,
    ByHarm,
    ByCause,
    NotClosed,
    MedianDaysToClose,
    ParentToldOnTheDayPercent,
}

/// <summary>
/// What went wrong with medicines in a period, and whether that changes. It tells of causes, never of people: no member
/// of staff and no pupil is counted out. Many reports of near misses are a sign of openness, not of bad work.
/// </summary>
public sealed record MedicineErrorReportDto
{
    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Whether small numbers are left out.</summary>
    public required SmallNumbers SmallNumbers { get; init; }

    /// <summary>What is left out since it would give a small number away: an empty list or null where it stands. Numbers of 1 to 4 alone are not named here.</summary>
    [Items(7)]
    public required IReadOnlyList<WithheldFigure> Withheld { get; init; }

    /// <summary>What reached somebody.</summary>
    public required TrendDto Errors { get; init; }

    /// <summary>What was noticed before.</summary>
    public required TrendDto NearMisses { get; init; }

    /// <summary>Errors and near misses by calendar month, the earliest first; months of nothing are there too.</summary>
    [Items(37)]
    public required IReadOnlyList<MonthCountDto> ByMonth { get; init; }

    /// <summary>Errors and near misses by kind, as declared; kinds of nothing are left out.</summary>
    [Items(13)]
    public required IReadOnlyList<KindCountDto> ByKind { get; init; }

    /// <summary>Errors by harm, as declared.</summary>
    [Items(6)]
    public required IReadOnlyList<HarmCountDto> ByHarm { get; init; }

    /// <summary>Errors and near misses whose review is closed, by what they came from.</summary>
    [Items(16)]
    public required IReadOnlyList<CauseCountDto> ByCause { get; init; }

    /// <summary>Reports whose review is not closed.</summary>
    public required CountDto NotClosed { get; init; }

    /// <summary>How many whole days half of the closed reviews took at most; null below five of them.</summary>
    [Range(0, int.MaxValue)]
    public required int? MedianDaysToClose { get; init; }

    /// <summary>Of the errors whose parent was to be told, how many were told on the day, in whole percent; null below five of them.</summary>
    [Range(0, 100)]
    public required int? ParentToldOnTheDayPercent { get; init; }
}

/// <summary>A number of reports.</summary>
public record CountDto
{
    /// <summary>How many; null when small and left out.</summary>
    [Range(0, int.MaxValue)]
    public required int? Count { get; init; }

    /// <summary>Whether the number is from 1 to 4: too few to be passed on.</summary>
    public required bool IsSmall { get; init; }
}

/// <summary>A number of reports beside that of the period of the same length before.</summary>
public sealed record TrendDto : CountDto
{
    /// <summary>How many there were in the period before; null when small and left out.</summary>
    [Range(0, int.MaxValue)]
    public required int? CountBefore { get; init; }

    /// <summary>Rising or falling only where the difference is more than chance.</summary>
    public required TrendDirection Direction { get; init; }
}

/// <summary>The reports of one calendar month.</summary>
public sealed record MonthCountDto : CountDto
{
    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }
}

/// <summary>The reports of one kind.</summary>
public sealed record KindCountDto : CountDto
{
    public required MedicineErrorKind Kind { get; init; }
}

/// <summary>The errors of one degree of harm.</summary>
public sealed record HarmCountDto : CountDto
{
    public required HarmLevel Harm { get; init; }
}

/// <summary>The reports of one cause.</summary>
public sealed record CauseCountDto : CountDto
{
    public required MedicineErrorCause Cause { get; init; }
}
