using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

public static class PlanReviewErrors
{
    public static readonly Error Interval = new("review-interval", ErrorKind.Rule, "There is at least a week from one review to the next.");

    public static readonly Error StartsOnClosure = new("plan-starts-on-closure", ErrorKind.Rule, "A plan starts on a school day.");

    public static readonly Error OutsideCycle = new("review-outside-cycle", ErrorKind.Rule, "A review lies between the first day of its cycle and today.");

    public static readonly Error UnknownTarget = new("review-target-unknown", ErrorKind.Rule, "The id is not that of a target of the version in force.");

    public static readonly Error TargetTwice = new("review-target-twice", ErrorKind.Rule, "Each target has one outcome.");

    public static readonly Error TargetMissing = new(
        "review-target-missing", ErrorKind.Rule, "Every target of the version in force has an outcome; missingTargetIds lists those without.");

    public static readonly Error PastEnd = new("review-past-plan-end", ErrorKind.Rule, "The plan ends before another cycle could begin: revise its last day, or close it.");

    public static readonly Error ReviewedAlready = new("plan-cycle-reviewed", ErrorKind.Conflict, "The cycle has been reviewed.");

    public static readonly Error TooManyCycles = new("plan-too-many-cycles", ErrorKind.Rule, "A plan has 500 cycles at most.");

    public static readonly Error TooManyTriggers = new("plan-too-many-triggers", ErrorKind.Rule, "A cycle has 50 triggers at most.");

    public static readonly Error NotTriggered = new("review-trigger-not-applicable", ErrorKind.Rule, "Plans of this type are not reviewed early because of that: risk assessments after an incident, evacuation plans after a change.");

    public static readonly Error TriggerOutsidePlan = new(
        "review-trigger-outside-plan", ErrorKind.Rule, "What happened lies between the first day of the plan and today.");

    public static readonly Error EndsBeforeCycle = new("plan-ends-before-cycle", ErrorKind.Rule, "The last day is not before the cycle that is open: close the plan instead.");

    public static readonly Error EntryInFuture = new("plan-entry-in-future", ErrorKind.Rule, "What is recorded has happened.");

    public static readonly Error EntryBeforePlan = new("plan-entry-before-plan", ErrorKind.Rule, "What was done and what came of it is not from before the plan's first day.");

    public static readonly Error EntryTarget = new("plan-entry-target", ErrorKind.Rule, "Progress is of a target of the version in force; assessing and planning are of the plan.");

    public static readonly Error EntryMeasure = new("plan-entry-measure", ErrorKind.Rule, "Only progress is measured.");

    public static readonly Error NoDrills = new("plan-without-drills", ErrorKind.Rule, "Only an evacuation plan has drills.");

    public static readonly Error DrillOutsidePlan = new("drill-outside-plan", ErrorKind.Rule, "A drill was held between the first day of the plan and today.");

    public static readonly Error DrillNotHeld = new("drill-not-held", ErrorKind.Rule, "Only the correction of a drill says that it was not held.");

    public static readonly Error DrillProblems = new("drill-problems-missing", ErrorKind.Rule, "A drill that did not work as planned says what is to be put right; a correction says what was wrong.");

    public static readonly Error DrillUnknown = new("drill-unknown", ErrorKind.Rule, "The id is not that of a drill of this plan.");

    public static readonly Error DrillCorrected = new("drill-corrected-already", ErrorKind.Conflict, "The drill has been corrected; correct the correction.");

    public static readonly Error TooManyDrills = new("plan-too-many-drills", ErrorKind.Rule, "A plan has 200 drills at most.");
}
