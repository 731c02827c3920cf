using FluentValidation;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Provisions;

/// <summary>Of whom and of what a provision map is.</summary>
internal interface IProvisionFilter
{
    Guid SchoolId { get; }
    DateOnly? On { get; }
    Guid? ClassId { get; }
    YearGroup? YearGroup { get; }
    SenProvision? SenProvision { get; }
    NeedArea? NeedArea { get; }
    ProvisionKind? Kind { get; }
}

internal static class ProvisionFilters
{
    public const int MaxDaysAway = 366;

    public static void HasDayWithinAYear<T>(this AbstractValidator<T> validator, TimeProvider clock) where T : IProvisionFilter =>
        validator.RuleFor(q => q.On).Must(d => Math.Abs(d!.Value.DayNumber - LondonTime.DateOf(clock.GetUtcNow()).DayNumber) <= MaxDaysAway)
            .When(q => q.On is not null)
            .WithErrorCode("too-far-away").WithMessage("must lie within a year of today");
}
