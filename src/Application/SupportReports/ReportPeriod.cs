using FluentValidation;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.SupportReports;

/// <summary>The days of a report.</summary>
internal interface IReportPeriod
{
    DateOnly? From { get; }
    DateOnly? To { get; }
}

internal static class ReportPeriods
{
    /// <summary>It ends no earlier than it begins, and lasts so many days at most.</summary>
    public static void HasPeriodOf<T>(this AbstractValidator<T> validator, int maxDays, TimeProvider clock) where T : IReportPeriod
    {
        validator.RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
        validator.RuleFor(q => q.From).Must((q, from) => (q.To ?? LondonTime.DateOf(clock.GetUtcNow())).DayNumber - from!.Value.DayNumber < maxDays)
            .When(q => q.From is not null)
            .WithErrorCode("too-many-days").WithMessage($"must lie within {maxDays} days of to");
    }

    /// <summary>To today when no end is given, from the beginning of that academic year when no beginning is.</summary>
    public static (DateOnly From, DateOnly To) Period(this IReportPeriod asked, DateOnly today)
    {
        var to = asked.To ?? (asked.From > today ? asked.From.Value : today);
        return (asked.From ?? AcademicYear.Containing(to).FirstDay, to);
    }
}
