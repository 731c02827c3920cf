using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicineErrors.Queries;

/// <summary>Errors and near misses of a period, and whether their number changes.</summary>
[Requires(Permissions.MedicineErrorsReadAll), Audited("medicine_error.report_trend")]
public sealed record GetMedicineErrorReportQuery : IQuery<MedicineErrorReportDto>
{
    public const int MaxDays = 1_096;

    /// <summary>One school; all that the caller reaches when absent.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The first day, Europe/London; a year before <c>to</c> when absent.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included; today when absent. At most three years in all.</summary>
    public DateOnly? To { get; init; }

    /// <summary><c>hidden</c> when absent.</summary>
    public SmallNumbers? SmallNumbers { get; init; }
}

internal sealed class GetMedicineErrorReportValidator : AbstractValidator<GetMedicineErrorReportQuery>
{
    public GetMedicineErrorReportValidator()
    {
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
        RuleFor(q => q.To).Must((q, to) => to!.Value.DayNumber - q.From!.Value.DayNumber < GetMedicineErrorReportQuery.MaxDays)
            .When(q => q is { From: not null, To: not null })
            .WithErrorCode("too-many-days").WithMessage($"must lie within {GetMedicineErrorReportQuery.MaxDays} days of from");
    }
}

internal sealed class GetMedicineErrorReportHandler(MedicineErrorAccess access, TimeProvider clock) : IQueryHandler<GetMedicineErrorReportQuery, MedicineErrorReportDto>
{
    public async Task<Result<MedicineErrorReportDto>> Handle(GetMedicineErrorReportQuery request, CancellationToken cancellationToken)
    {
        var to = request.To ?? Later(LondonTime.DateOf(clock.GetUtcNow()), request.From);
        var from = request.From ?? to.AddYears(-1).AddDays(1);
        if (to.DayNumber - from.DayNumber >= GetMedicineErrorReportQuery.MaxDays)
        {
            return MedicineErrorErrors.PeriodTooLong.At("/from");
        }

        var before = from.AddDays(from.DayNumber - to.DayNumber - 1);
        var all = await access.Readable().AsNoTracking().Within(request.SchoolId, before, to)
            .Select(e => new CountedError(
                e.OccurredAt, e.Kind, e.IsNearMiss, e.Harm, e.RootCause, e.RecordedAt, e.ClosedAt,
                e.PupilId != null && !e.IsNearMiss && e.ParentNotToldReason == null, e.ParentToldAt))
            .ToListAsync(cancellationToken);
        var start = LondonTime.StartOf(from);
        return Report(request, from, to, [.. all.Where(e => e.OccurredAt < start)], [.. all.Where(e => e.OccurredAt >= start)]);
    }

    private static MedicineErrorReportDto Report(GetMedicineErrorReportQuery request, DateOnly from, DateOnly to, CountedError[] earlier, CountedError[] now)
    {
        var statistics = new MedicineErrorStatistics(request.SmallNumbers ?? SmallNumbers.Hidden);
        var (errors, closed) = (now.Where(e => !e.IsNearMiss).ToArray(), now.Where(e => e.ClosedAt is not null).ToArray());
        var (nearMisses, open) = (now.Length - errors.Length, now.Length - closed.Length);
        var (split, state) = (statistics.HidesPair(errors.Length, nearMisses), statistics.HidesPair(closed.Length, open));
        return new MedicineErrorReportDto
        {
            From = from,
            To = to,
            SmallNumbers = request.SmallNumbers ?? SmallNumbers.Hidden,
            Errors = statistics.Trend(earlier.Count(e => !e.IsNearMiss), errors.Length, split),
            NearMisses = statistics.Trend(earlier.Count(e => e.IsNearMiss), nearMisses, split),
            ByMonth = statistics.List(Months(from, to, now), false, (month, count, isSmall) => new MonthCountDto { Month = month, Count = count, IsSmall = isSmall }),
            ByKind = statistics.List(By(now, e => e.Kind), false, (kind, count, isSmall) => new KindCountDto { Kind = kind, Count = count, IsSmall = isSmall }),
            ByHarm = statistics.List(By(errors, e => e.Harm), split, (harm, count, isSmall) => new HarmCountDto { Harm = harm, Count = count, IsSmall = isSmall }),
            ByCause = statistics.List(
                By(closed, e => e.RootCause!.Value), state, (cause, count, isSmall) => new CauseCountDto { Cause = cause, Count = count, IsSmall = isSmall }),
            NotClosed = MedicineErrorStatistics.Count(open, state),
            MedianDaysToClose = MedicineErrorStatistics.MedianDays(now),
            ParentToldOnTheDayPercent = MedicineErrorStatistics.ToldOnTheDayPercent(errors),
        };
    }

    private static (TKey, int)[] By<TKey>(IEnumerable<CountedError> errors, Func<CountedError, TKey> key) where TKey : struct, Enum =>
        [.. errors.GroupBy(key).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))];

    private static (DateOnly, int)[] Months(DateOnly from, DateOnly to, CountedError[] errors)
    {
        var counts = errors.CountBy(e => FirstOf(LondonTime.DateOf(e.OccurredAt))).ToDictionary();
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month + 1;
        return [.. Enumerable.Range(0, months).Select(m => FirstOf(from).AddMonths(m)).Select(m => (m, counts.GetValueOrDefault(m)))];
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly Later(DateOnly today, DateOnly? from) => from > today ? from.Value : today;
}
