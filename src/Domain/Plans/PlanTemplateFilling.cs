using System.Text.RegularExpressions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Plans;

/// <summary>Makes of a template what a plan says, and refuses a template of which no plan could be made.</summary>
public static partial class PlanTemplateFilling
{
    private const string GivenName = "{givenName}";
    private const string Year = "{academicYear}";

    /// <summary>Any first day would do: all others are counted from it.</summary>
    private static readonly DateOnly SomeDay = new(2001, 9, 3);

    /// <summary>How long a part-time timetable may last, the school's policy says when a plan is made.</summary>
    private static readonly PlanPolicy Lenient = new() { PartTimeMaxWeeks = 104 };

    public static Error? RefusalOf(PlanType type, PlanTemplateContent content)
    {
        var placeholders = Placeholder().Matches(content.TitlePattern).Select(m => m.Value).ToList();
        return placeholders.Exists(p => p is not (GivenName or Year)) || placeholders.Distinct().Count() < placeholders.Count
            ? PlanTemplateErrors.Placeholder.At("/titlePattern")
            : PlanContentRules.RefusalOf(type, Fill(content, "", SomeDay), Lenient) is { } refused ? Counted(refused) : null;
    }

    /// <summary>What a plan of that pupil says that begins on that day.</summary>
    public static PlanContent Fill(PlanTemplateContent content, string givenName, DateOnly startsOn) => new()
    {
        Title = content.TitlePattern.Replace(GivenName, givenName, StringComparison.Ordinal).Replace(Year, AcademicYear.Containing(startsOn).Label, StringComparison.Ordinal),
        StartsOn = startsOn,
        EndsOn = After(startsOn, content.EndsAfterDays),
        NeedArea = content.NeedArea,
        Summary = content.Summary,
        Targets =
        [
            .. content.Targets.Select(t => new PlanTarget
            {
                Text = t.Text,
                Measure = t.Measure,
                DueOn = After(startsOn, t.DueAfterDays),
                Strategies = t.Strategies,
                Actions = [.. t.Actions.Select(a => new PlanTargetAction { Text = a.Text, ByName = a.ByName, Frequency = a.Frequency })],
            }),
        ],
        Provisions = [.. content.Provisions.Select(p => new PlanProvision { Text = p.Text, MinutesPerWeek = p.MinutesPerWeek, Role = p.Role })],
        Details = content.Details is { } details ? DetailsOf(details, startsOn) : null,
    };

    /// <summary>What somebody has written, and where that says nothing, what the template says. An empty list says nothing.</summary>
    public static PlanContent Under(PlanContent own, PlanContent filled) => new PlanContent(own) with
    {
        EndsOn = own.EndsOn ?? filled.EndsOn,
        NeedArea = own.NeedArea ?? filled.NeedArea,
        Summary = own.Summary ?? filled.Summary,
        Targets = own.Targets.Count > 0 ? own.Targets : filled.Targets,
        Provisions = own.Provisions.Count > 0 ? own.Provisions : filled.Provisions,
        Details = own.Details ?? filled.Details,
    };

    private static DateOnly? After(DateOnly start, int? days) => days is { } count ? start.AddDays(count) : null;

    private static PlanDetails DetailsOf(PlanTemplateDetails details, DateOnly start) => new()
    {
        RiskAssessment = details.RiskAssessment,
        Reintegration = details.Reintegration is { } back
            ? new()
            {
                AimOn = start.AddDays(back.AimAfterDays),
                Steps = [.. back.Steps.Select(s => new ReintegrationStep { FromOn = start.AddDays(s.AfterDays), SessionsPerDay = s.SessionsPerDay, Note = s.Note })],
            }
            : null,
        PartTimeTimetable = details.PartTimeTimetable is { } part ? new() { Reason = part.Reason, Explanation = part.Explanation, Days = part.Days } : null,
        Healthcare = details.Healthcare is { } health ? HealthcareOf(health) : null,
        IntimateCare = details.IntimateCare is { } care ? new() { Procedures = care.Procedures, TwoAdults = care.TwoAdults, Equipment = care.Equipment } : null,
        Peep = details.Peep is { } peep ? new() { Equipment = peep.Equipment, Routes = peep.Routes, AssemblyPoint = peep.AssemblyPoint } : null,
        LacPep = details.LacPep is { } pep ? new() { VirtualSchool = pep.VirtualSchool, Attainment = pep.Attainment } : null,
        EarlyHelp = details.EarlyHelp is { } help ? new() { Agencies = help.Agencies } : null,
        Transition = details.Transition is { } move
            ? new()
            {
                Kind = move.Kind,
                ToName = move.ToName,
                Visits = [.. move.Visits.Select(v => new TransitionVisit { On = start.AddDays(v.AfterDays), Text = v.Text })],
                HandOver = move.HandOver,
            }
            : null,
    };

    private static HealthcareDetails HealthcareOf(PlanTemplateHealthcare health) => new()
    {
        Condition = health.Condition,
        Needs = health.Needs,
        DailyCare = health.DailyCare,
        LearningSupport = health.LearningSupport,
        TripArrangements = health.TripArrangements,
        Emergency = health.Emergency,
        EmergencyAction = health.EmergencyAction,
        Training = [.. health.Training.Select(t => new PlanTraining { What = t })],
    };

    /// <summary>The same place in the template, where days are counted.</summary>
    private static Error Counted(Error refused) => refused with
    {
        Faults =
        [
            .. refused.Faults.Select(f => f with
            {
                Pointer = f.Pointer.Replace("/endsOn", "/endsAfterDays", StringComparison.Ordinal).Replace("/dueOn", "/dueAfterDays", StringComparison.Ordinal)
                    .Replace("/fromOn", "/afterDays", StringComparison.Ordinal).Replace("/aimOn", "/aimAfterDays", StringComparison.Ordinal),
            }),
        ],
    };

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
