using PupilSupport.Domain.Common;
using static PupilSupport.Domain.Plans.PlanErrors;

namespace PupilSupport.Domain.Plans;

/// <summary>What content can never be, and what a draft still lacks.</summary>
public static class PlanContentRules
{
    private const int DaysOfWeek = 7;

    /// <summary>Why a plan of this type cannot say this, even as a draft.</summary>
    /// <param name="firstDay">The first day of what was in force before, of this plan or of those whose place it takes; a part-time timetable lasts from there.</param>
    public static Error? RefusalOf(PlanType type, PlanContent content, PlanPolicy policy, DateOnly? firstDay = null) =>
        content switch
        {
            _ when content.EndsOn < content.StartsOn => EndsBeforeStart.At("/endsOn"),
            { Views: { Pupil: not null, PupilNotGiven: not null } } => ViewAndAbsence.At("/views/pupilNotGiven"),
            { Views: { Parent: not null, ParentNotGiven: not null } } => ViewAndAbsence.At("/views/parentNotGiven"),
            _ => TargetRefusal(content) ?? ContributorRefusal(content) ?? DetailsRefusal(type, content, policy, firstDay),
        };

    /// <summary>What a draft lacks before anybody is asked to approve it, each with its place.</summary>
    public static IReadOnlyList<Fault> GapsOf(PlanType type, PlanContent content)
    {
        var gaps = new List<Fault>(PlanDetailsRules.GapsOf(type, content));
        if (PlanTypes.Of(type).NeedsTarget && content.Targets.Count == 0)
        {
            gaps.Add(new Fault("/targets", "target-missing", "needs at least one target"));
        }

        gaps.AddRange(content.Targets.Index().Where(t => t.Item is not { Measure: not null, Baseline: not null, DueOn: not null })
            .Select(t => new Fault($"/targets/{t.Index}", "target-not-measurable", "needs a measure, a baseline and a day by which it is due")));
        if (type == PlanType.LacPep && content.Views?.Pupil is null)
        {
            gaps.Add(new Fault("/views/pupil", "view-missing", "needs the pupil's own view: what was said, or what the pupil showed"));
        }
        else if (content.Views is not ({ Pupil: not null } or { PupilNotGiven: not null }))
        {
            gaps.Add(new Fault("/views/pupil", "view-missing", "needs the pupil's view, or why there is none"));
        }

        if (content.Views is not ({ Parent: not null } or { ParentNotGiven: not null }))
        {
            gaps.Add(new Fault("/views/parent", "view-missing", "needs the parent's view, or why there is none"));
        }

        return gaps;
    }

    private static Error? TargetRefusal(PlanContent content)
    {
        foreach (var (index, target) in content.Targets.Index())
        {
            if (target.DueOn < content.StartsOn || target.DueOn > content.EndsOn)
            {
                return DueOutsidePlan.At($"/targets/{index}/dueOn");
            }

            var twice = target.Actions.Index().FirstOrDefault(a => a.Item is { ByStaffId: not null, ByName: not null }, (-1, null!));
            if (twice.Index >= 0)
            {
                return OnePerson.At($"/targets/{index}/actions/{twice.Index}/byName");
            }
        }

        return null;
    }

    private static Error? ContributorRefusal(PlanContent content)
    {
        var wrong = content.Contributors.Index().FirstOrDefault(c => Named(c.Item.StaffId, c.Item.ContactId, c.Item.Name) != 1, (-1, null!));
        return wrong.Index >= 0 ? OnePerson.At($"/contributors/{wrong.Index}") : null;
    }

    private static int Named(params object?[] persons) => persons.Count(p => p is not null);

    private static Error? DetailsRefusal(PlanType type, PlanContent content, PlanPolicy policy, DateOnly? firstDay)
    {
        var own = PlanTypes.PartOf(type, content.Details).Member;
        var other = Enum.GetValues<PlanType>().Select(t => PlanTypes.PartOf(t, content.Details)).FirstOrDefault(p => p.Part is not null && p.Member != own);
        return other.Part is not null ? OtherDetails.At($"/details/{other.Member}") : content.Details switch
        {
            { RiskAssessment: { } risk } => RiskRefusal(risk),
            { Reintegration: { } back } => StepRefusal(back, content.StartsOn),
            { PartTimeTimetable: { } partTime } => PartTimeRefusal(partTime, content, policy, firstDay < content.StartsOn ? firstDay.Value : content.StartsOn),
            { Transition: { } move } => MoveRefusal(move),
            { EarlyHelp: { LeadStaffId: not null, LeadOutsider: not null } } => OnePerson.At("/details/earlyHelp/leadOutsider"),
            _ => null,
        };
    }

    private static Error? MoveRefusal(TransitionDetails move)
    {
        if (move.ToSchoolId is not null && (move.ToName ?? move.ToUrn) is not null)
        {
            return OneNewSchool.At("/details/transition/toSchoolId");
        }

        var untold = move.Visits.Index().FirstOrDefault(v => v.Item is { IsDone: false, Note: null }, (-1, null!));
        return untold.Index >= 0 ? VisitNote.At($"/details/transition/visits/{untold.Index}/note") : null;
    }

    private static Error? RiskRefusal(RiskDetails risk)
    {
        var rising = risk.Rows.Index().FirstOrDefault(
            r => PlanRisk.Score(r.Item.LikelihoodAfter, r.Item.SeverityAfter) > PlanRisk.Score(r.Item.LikelihoodBefore, r.Item.SeverityBefore)
                && r.Item.Justification is null,
            (-1, null!));
        return rising.Index >= 0 ? ResidualAboveInitial.At($"/details/riskAssessment/rows/{rising.Index}/justification") : null;
    }

    private static Error? StepRefusal(ReintegrationDetails back, DateOnly start)
    {
        var last = start.AddDays(-1);
        foreach (var (index, step) in back.Steps.Index())
        {
            if (step.FromOn <= last || step.FromOn > back.AimOn)
            {
                return StepsNotInOrder.At($"/details/reintegration/steps/{index}/fromOn");
            }

            last = step.FromOn;
        }

        return back.AimOn < start ? StepsNotInOrder.At("/details/reintegration/aimOn") : null;
    }

    private static Error? PartTimeRefusal(PartTimeDetails partTime, PlanContent content, PlanPolicy policy, DateOnly start)
    {
        if (partTime.Days.DistinctBy(d => d.Weekday).Count() < partTime.Days.Count)
        {
            return DuplicateDay.At("/details/partTimeTimetable/days");
        }

        return partTime.ExtensionReason is null && content.EndsOn >= start.AddDays(policy.PartTimeMaxWeeks * DaysOfWeek)
            ? PartTimeTooLong.At("/endsOn").With("maxWeeks", policy.PartTimeMaxWeeks)
            : null;
    }
}
