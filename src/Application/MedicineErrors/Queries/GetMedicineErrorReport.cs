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
        return MedicineErrorStatistics.Report(
            request.SmallNumbers ?? SmallNumbers.Hidden, from, to, [.. all.Where(e => e.OccurredAt < start)], [.. all.Where(e => e.OccurredAt >= start)]);
    }

    private static DateOnly Later(DateOnly today, DateOnly? from) => from > today ? from.Value : today;
}
