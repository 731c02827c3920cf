using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

/// <summary>What the typed part of a plan lacks before it comes into force.</summary>
internal static class PlanDetailsRules
{
    public static IEnumerable<Fault> GapsOf(PlanType type, PlanContent content)
    {
        var (member, part) = PlanTypes.PartOf(type, content.Details);
        if (member is null)
        {
            return [];
        }

        var at = $"/details/{member}";
        return part switch
        {
            null => [new Fault(at, "details-missing", "needs the part of its type")],
            RiskDetails risk => Missing(at, ("rows", risk.Rows.Count > 0)),
            ReintegrationDetails back => Missing(at, ("steps", back.Steps.Count > 0)),
            PartTimeDetails partTime => Missing(at, ("parentAgreement", partTime.ParentAgreement is not null), ("days", partTime.Days.Count > 0)).Concat(EndOf(content)),
            HealthcareDetails health => OfHealthcare(at, health),
            IntimateCareDetails care => Missing(
                at, ("procedures", care.Procedures.Count > 0), ("carerIds", care.CarerIds.Count > 0), ("parentAgreement", care.ParentAgreement is not null)),
            PeepDetails peep => Missing(at, ("needs", peep.Needs is not null), ("assistants", peep.Assistants.Count > 0), ("routes", peep.Routes.Count > 0)),
            LacPepDetails pep => Missing(at, ("designatedTeacherId", pep.DesignatedTeacherId is not null)),
            EarlyHelpDetails help => Missing(
                at, ("consent", help.Consent is not null), ("leadStaffId", help.LeadStaffId is not null || help.LeadOutsider is not null)),
            TransitionDetails move => Missing(at, ("movesOn", move.MovesOn is not null), ("toName", move.ToName is not null || move.ToSchoolId is not null), ("keyAdultThere", move.KeyAdultThere is not null)),
            _ => [],
        };
    }

    /// <summary>Whose advice on a part-time timetable is missing.</summary>
    public static IEnumerable<Fault> GapsOf(PartTimeDetails? partTime, PlanConsultations needed)
    {
        const string At = "/details/partTimeTimetable/";
        if (needed.LocalAuthority && partTime is { LocalAuthorityConsultedOn: null })
        {
            yield return new Fault($"{At}localAuthorityConsultedOn", "details-missing", "is needed before approval where there is an EHC plan");
        }

        if (needed.SocialWorker && partTime is { SocialWorkerConsultedOn: null })
        {
            yield return new Fault($"{At}socialWorkerConsultedOn", "details-missing", "is needed before approval where a social worker is allocated");
        }
    }

    private static IEnumerable<Fault> OfHealthcare(string at, HealthcareDetails health) => Missing(
        at,
        ("needs", health.Needs is not null),
        ("emergency", health.Emergency is not null),
        ("emergencyAction", health.EmergencyAction is not null),
        ("tripArrangements", health.TripArrangements is not null),
        ("responsibleStaffId", health.ResponsibleStaffId is not null),
        ("parentAgreement", health.ParentAgreement is not null));

    private static IEnumerable<Fault> EndOf(PlanContent content) =>
        content.EndsOn is null ? [new Fault("/endsOn", "details-missing", "needs a last day")] : [];

    private static IEnumerable<Fault> Missing(string at, params (string Member, bool IsThere)[] members) =>
        members.Where(m => !m.IsThere).Select(m => new Fault($"{at}/{m.Member}", "details-missing", "is needed before approval"));
}
