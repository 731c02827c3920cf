using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;
using PupilSupport.Domain.Tests.Schools;

namespace PupilSupport.Domain.Tests.Referrals;

/// <summary>What may leave for an agency, on whose word, and who then decides.</summary>
public class ReferralConsentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
    private static readonly StaffId Sender = new(Guid.NewGuid()), Manager = new(Guid.NewGuid()), Dsl = new(Guid.NewGuid());
    private static readonly ReferralDay Day = new(new DateOnly(2026, 11, 23), TestCalendar.Calendar, new ReferralPolicy());
    private static readonly LawfulBasis Whole = new(Article6Basis.PublicTask, Article9Condition.SubstantialPublicInterest, Schedule1Condition.Safeguarding);
    private static readonly NewReferralConsent Given = new() { State = ReferralConsentState.Given, ByPupil = true, Method = "phone", Reason = "Put it in her own words", At = Now };

    [Fact]
    public void Who_said_no_is_passed_over_by_a_safeguarding_lead_alone()
    {
        foreach (var no in new[] { Said(ReferralConsentState.Refused), Said(ReferralConsentState.Withdrawn) })
        {
            var referral = External(SupportService.DomesticAbuse, Given);
            Done(referral.RecordConsent(no, By(Sender)));
            Refused("consent-refused", referral.RecordConsent(NotRequired(Whole), By(Sender)));
            Done(referral.OverrideConsent(Whole, "At risk", By(Dsl)));
            Done(referral.Submit(new ReferralEvidence(false), ReferralAnswer.None, By(Sender), Day));
        }

        Done(External(SupportService.DomesticAbuse, null).RecordConsent(NotRequired(Whole), By(Sender)));
        Refused("consent-not-given", Referral.Create(Trust, School, Pupil, ReferralDirection.External, Plan(SupportService.Camhs), Said(ReferralConsentState.Withdrawn), Sender, Now));
    }

    [Fact]
    public void What_goes_on_without_consent_rests_on_a_whole_basis_that_keeps_somebody_safe()
    {
        foreach (var (code, basis) in new (string?, LawfulBasis)[]
        {
            (null, Whole),
            (null, new LawfulBasis(Article6Basis.VitalInterests, Article9Condition.LegalClaims)),
            (null, new LawfulBasis(Article6Basis.PublicTask, Article9Condition.VitalInterests)),
            ("override-basis-is-consent", new LawfulBasis(Article6Basis.Consent, Article9Condition.ExplicitConsent)),
            ("override-basis-without-article-9", new LawfulBasis(Article6Basis.VitalInterests)),
            ("schedule-1-condition-missing", Whole with { Schedule1 = null }),
            ("override-basis-not-safeguarding", Whole with { Schedule1 = Schedule1Condition.Counselling }),
            ("override-basis-not-safeguarding", new LawfulBasis(Article6Basis.PublicTask, Article9Condition.HealthOrSocialCare, Schedule1Condition.HealthOrSocialCare)),
        })
        {
            var referral = External(SupportService.DomesticAbuse, null);
            Assert.Equal((basis, code), (basis, referral.RecordConsent(NotRequired(basis), By(Sender)).Error?.Code));
            Assert.Equal((basis, code), (basis, referral.OverrideConsent(basis, "At risk", By(Dsl)).Error?.Code));
        }
    }

    [Fact]
    public void Consent_is_to_one_service_of_one_agency_and_an_override_to_one_reason()
    {
        var given = External(SupportService.Camhs, Given);
        Done(given.Edit(Plan(SupportService.Camhs, "Worse")));
        Assert.Equal(ReferralConsentState.Given, given.ConsentState);
        Done(given.Edit(Plan(SupportService.Camhs, "Worse") with { AgencyId = new AgencyId(Guid.NewGuid()) }));
        Assert.Equal((null, 1, null), (given.ConsentState, given.Consents.Count, given.SharingBasis));
        Refused("consent-required", given.Submit(new ReferralEvidence(true), ReferralAnswer.None, By(Sender), Day));
        Done(given.RecordConsent(Given, By(Sender)));
        Done(given.Edit(Plan(SupportService.Mhst, "Worse")));
        Assert.Null(given.ConsentState);
        Done(given.OverrideConsent(Whole, "At risk", By(Dsl)));
        Assert.Equal(Whole, given.SharingBasis);
        Done(given.Edit(Plan(SupportService.Mhst, "Something else")));
        Assert.Null(given.ConsentState);
        Refused("service-of-another-label", given.Edit(Plan(SupportService.ChildrensSocialCareMash)));
    }

    [Fact]
    public void While_consent_is_gone_nothing_more_goes_out_and_nobody_is_chased()
    {
        var referral = Sent(Given);
        Assert.Equal(new LawfulBasis(Article6Basis.Consent, Article9Condition.ExplicitConsent), referral.SharingBasis);
        Done(referral.RecordConsent(Said(ReferralConsentState.Withdrawn), By(Sender)));
        var later = Day with { Today = referral.ChaseOn!.Value };
        Assert.False(referral.Chase(later, Now.AddDays(30)));
        Assert.Equal(TaskStanding.Stands, Standing(referral, WorkTaskKind.SeeToReferralConsent));
        Done(referral.RequestInformation("Since when?", ReferralAnswer.None, By(Sender)));
        Refused("consent-refused", referral.ProvideInformation("June", By(Sender), Day));
        Done(referral.RecordConsent(Given, By(Sender)));
        Assert.Equal(TaskStanding.Settled, Standing(referral, WorkTaskKind.SeeToReferralConsent));
        Done(referral.ProvideInformation("June", By(Sender), Day));
        Assert.True(referral.Chase(later, Now.AddDays(30)));
        Assert.Equal(TaskStanding.Stands, Standing(referral, WorkTaskKind.ChaseReferral));
        Done(referral.Acknowledge(ReferralAnswer.None, By(Sender)));
        Assert.Equal(TaskStanding.Settled, Standing(referral, WorkTaskKind.ChaseReferral));
        Assert.False(WorkTaskRules.Of(WorkTaskKind.SeeToReferralConsent).IsDoneByHand);
    }

    [Fact]
    public void Who_hands_it_over_for_the_sender_does_not_decide_on_it()
    {
        var referral = Make(ReferralDirection.Internal, SupportService.Elsa, null);
        Done(referral.Submit(new ReferralEvidence(false), ReferralAnswer.None, By(Manager), Day));
        Assert.False(PartOf(referral, Manager).HasFlag(ReferralPart.Team));
        Assert.True(PartOf(referral, Dsl).HasFlag(ReferralPart.Team));
        Done(referral.RequestInformation("Why?", ReferralAnswer.None, By(Dsl)));
        Done(referral.ProvideInformation("So", By(Sender), Day));
        Assert.True(PartOf(referral, Manager).HasFlag(ReferralPart.Team));
        var come = Make(ReferralDirection.InboundExternal, SupportService.Elsa, null);
        Done(come.Submit(new ReferralEvidence(false), ReferralAnswer.None, By(Sender), Day));
        Assert.True(PartOf(come, Sender).HasFlag(ReferralPart.Team));
    }

    [Theory]
    [InlineData(ReferralDirection.External, -90, null)]
    [InlineData(ReferralDirection.External, -91, "sent-too-early")]
    [InlineData(ReferralDirection.Internal, -1, "sending-not-applicable")]
    [InlineData(ReferralDirection.InboundExternal, -1, "sending-not-applicable")]
    public void Only_what_goes_to_an_agency_was_sent_and_not_long_before(ReferralDirection direction, int days, string? code)
    {
        var referral = Make(direction, SupportService.Elsa, Given);
        Assert.Equal(code, referral.Submit(new ReferralEvidence(true), new ReferralAnswer { At = Now.AddDays(days) }, By(Sender), Day).Error?.Code);
        Assert.Equal(
            direction == ReferralDirection.Internal ? "sending-not-applicable" : null,
            Make(direction, SupportService.Elsa, Given).Submit(new ReferralEvidence(true), new ReferralAnswer { Method = "post" }, By(Sender), Day).Error?.Code);
    }

    [Fact]
    public void A_successor_keeps_a_recipient_who_works_there_and_does_not_send_it()
    {
        foreach (var (by, works, kept) in new[] { (Sender, true, true), (Sender, false, false), (Manager, true, false) })
        {
            var over = Referral.Create(Trust, School, Pupil, ReferralDirection.Internal, Plan(SupportService.Elsa) with { RecipientId = Manager }, null, Sender, Now).Value;
            Done(over.Withdraw("Too soon", By(Sender)));
            Assert.Equal(kept ? Manager : null, over.Reopen(by, works, Now).Value.RecipientId);
        }
    }

    private static readonly TrustId Trust = new(Guid.NewGuid());
    private static readonly SchoolId School = new(Guid.NewGuid());
    private static readonly PupilId Pupil = new(Guid.NewGuid());

    private static ReferralPlan Plan(SupportService service, string reason = "Worries") =>
        new() { Service = service, Urgency = ReferralUrgency.Routine, Reason = reason, ExceptionReason = "New" };

    private static Referral Make(ReferralDirection direction, SupportService service, NewReferralConsent? consent) =>
        Referral.Create(Trust, School, Pupil, direction, Plan(service), consent, Sender, Now).Value;

    private static Referral External(SupportService service, NewReferralConsent? consent) => Make(ReferralDirection.External, service, consent);

    private static Referral Sent(NewReferralConsent consent)
    {
        var referral = External(SupportService.Camhs, consent);
        Done(referral.Submit(new ReferralEvidence(true), ReferralAnswer.None, By(Sender), Day));
        return referral;
    }

    private static NewReferralConsent Said(ReferralConsentState state) => new() { State = state, At = Now };

    private static NewReferralConsent NotRequired(LawfulBasis basis) => Said(ReferralConsentState.NotRequired) with { Basis = basis };

    private static ReferralActor By(StaffId who) => new(who, Now);

    private static ReferralPart PartOf(Referral referral, StaffId who) => referral.PartOf(who, onTeam: true, manages: false, isDsl: false);

    private static TaskStanding Standing(ITaskSource source, WorkTaskKind kind) => source.StandingOf(kind);

    private static void Done(Result result) => Assert.Null(result.Error);

    private static void Refused(string code, Result result) => Assert.Equal(code, result.Error?.Code);

    private static void Refused<T>(string code, Result<T> result) => Assert.Equal(code, result.Error?.Code);
}
