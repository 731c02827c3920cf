using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicationRounds.Dtos;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicationRounds.Queries;

/// <summary>What is due, given, missed and running out at a school on a day.</summary>
[Requires(Permissions.MedicationRoundsRead), Audited("medication_round.read")]
public sealed record GetMedicationRoundQuery : IQuery<MedicationRoundDto>
{
    public const int MaxDaysAway = 366;

    public required Guid SchoolId { get; init; }

    /// <summary>The day, Europe/London, within a year of today; today when absent.</summary>
    public DateOnly? Date { get; init; }
}

internal sealed class GetMedicationRoundValidator : AbstractValidator<GetMedicationRoundQuery>
{
    public GetMedicationRoundValidator(TimeProvider clock) =>
        RuleFor(q => q.Date).Must(d => Math.Abs(d!.Value.DayNumber - LondonTime.DateOf(clock.GetUtcNow()).DayNumber) <= GetMedicationRoundQuery.MaxDaysAway)
            .When(q => q.Date is not null)
            .WithErrorCode("too-far-away").WithMessage("must lie within a year of today");
}

/// <summary>Asks a fixed number of questions, however many orders a school has.</summary>
internal sealed class GetMedicationRoundHandler(
    IAppDbContext db, RoundReading reading, SchoolCalendars calendars, IPolicies policies, ICaller caller, TimeProvider clock)
    : IQueryHandler<GetMedicationRoundQuery, MedicationRoundDto>
{
    public async Task<Result<MedicationRoundDto>> Handle(GetMedicationRoundQuery request, CancellationToken cancellationToken)
    {
        var school = new SchoolId(request.SchoolId);
        if (!caller.ReachOf(Permissions.MedicationRoundsRead).Includes(school) || !await db.Set<School>().AnyAsync(s => s.Id == school, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var now = clock.GetUtcNow();
        var day = request.Date ?? LondonTime.DateOf(now);
        var open = (await calendars.AroundAsync(school, day, cancellationToken)).IsSchoolDay(day);
        var policy = await policies.OnAsync<MedicationPolicy>(school, day, cancellationToken);
        var place = new RoundPlace(school, day);
        var facts = await reading.ReadAsync(place, policy, now, cancellationToken);
        return RoundSheet.Of(place, open.IsSuccess ? open.Value : null, facts, policy, now);
    }
}
