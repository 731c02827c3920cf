using PupilSupport.Application.Provisions.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Provisions;

/// <summary>What an hour costs, and how many weeks of the term of a day something runs.</summary>
internal sealed class ProvisionPricing(SupportProgrammePolicy policy, ILookup<StaffId, Role> roles, DateOnly on, SchoolCalendar calendar)
{
    private readonly SchoolTerm _term = SchoolTerm.Containing(on);
    private readonly Dictionary<(DateOnly, DateOnly), int?> _weeks = [];

    public long Weekly(int minutes, Role? role, int sharing) => ProvisionCosts.WeeklyPence(minutes, policy.PencePerHour(role), sharing);

    /// <summary>The dearest of the roles with a price that somebody has, as the delivery of programmes prices it.</summary>
    public Role? RoleOf(StaffId? practitioner) =>
        practitioner is { } one && roles[one].Any() ? roles[one].OrderByDescending(r => policy.PencePerHour((Role?)r)).ThenBy(r => r).First() : null;

    /// <summary>How many weeks of the term have a school day among those days; null without a calendar.</summary>
    public int? Weeks(DateOnly from, DateOnly? to)
    {
        var first = from > _term.FirstDay ? from : _term.FirstDay;
        var last = to < _term.LastDay ? to.Value : _term.LastDay;
        if (!_weeks.TryGetValue((first, last), out var known))
        {
            _weeks[(first, last)] = known = calendar.SchoolWeeksBetween(first, last) is { IsSuccess: true } weeks ? weeks.Value : null;
        }

        return known;
    }
}

/// <summary>Lines of a map.</summary>
internal static class ProvisionLines
{
    /// <summary>Those of plans first. A provision that names a programme is no line: the programme is, while it runs, and says under which plans.</summary>
    public static IEnumerable<(PupilId Pupil, ProvisionLineDto Line)> Of(
        IReadOnlyList<PlannedSupport> planned, IReadOnlyList<RunningSupport> running, IReadOnlyDictionary<PupilId, ProvisionPupil> pupils, ProvisionPricing pricing)
    {
        foreach (var plan in planned.OrderBy(p => p.What.StartsOn).ThenBy(p => p.Id.Value))
        {
            foreach (var provision in plan.What.Provisions.Where(p => p.ProgrammeId is null))
            {
                yield return (plan.PupilId, Line(plan, provision, pupils[plan.PupilId], pricing));
            }
        }

        var naming = planned
            .SelectMany(p => p.What.Provisions.Select(x => x.ProgrammeId).OfType<SupportProgrammeId>().Distinct().Select(x => (p.PupilId, Programme: x, Plan: p.Id.Value)))
            .ToLookup(n => (n.PupilId, n.Programme), n => n.Plan);
        foreach (var programme in running)
        {
            yield return (programme.PupilId, Line(programme, naming[(programme.PupilId, programme.Id)], pupils[programme.PupilId], pricing));
        }
    }

    private static ProvisionLineDto Line(PlannedSupport plan, PlanProvision provision, ProvisionPupil pupil, ProvisionPricing pricing)
    {
        var weekly = pricing.Weekly(provision.MinutesPerWeek, provision.Role, 1);
        return new ProvisionLineDto
        {
            Kind = ProvisionKinds.Of(plan.Type),
            ProgrammeId = null,
            PlanIds = [plan.Id.Value],
            Text = provision.Text,
            NeedArea = plan.What.NeedArea ?? pupil.NeedArea,
            Role = provision.Role,
            MinutesPerWeek = provision.MinutesPerWeek,
            SharedBy = 1,
            WeeklyCostPence = weekly,
            TermCostPence = weekly * pricing.Weeks(plan.What.StartsOn, plan.What.EndsOn),
            StartsOn = plan.What.StartsOn,
            EndsOn = plan.What.EndsOn,
        };
    }

    private static ProvisionLineDto Line(RunningSupport programme, IEnumerable<Guid> plans, ProvisionPupil pupil, ProvisionPricing pricing)
    {
        var role = pricing.RoleOf(programme.PractitionerId);
        var weekly = pricing.Weekly(programme.MinutesPerWeek, role, programme.Sharing);
        return new ProvisionLineDto
        {
            Kind = ProvisionKinds.Of(programme.Kind),
            ProgrammeId = programme.Id.Value,
            PlanIds = [.. plans.Order().Take(ProvisionLineDto.MaxPlans)],
            Text = programme.GroupName,
            NeedArea = pupil.NeedArea,
            Role = role,
            MinutesPerWeek = programme.MinutesPerWeek,
            SharedBy = programme.Sharing,
            WeeklyCostPence = weekly,
            TermCostPence = weekly * pricing.Weeks(programme.StartedOn, programme.PlannedEndOn),
            StartsOn = programme.StartedOn,
            EndsOn = programme.PlannedEndOn,
        };
    }
}
