using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Referrals;

public static class ReferralErrors
{
    public static readonly Error AlreadyOpen = new(
        "referral-already-open", ErrorKind.Conflict, "The pupil has an open referral to that service and agency: one at a time.");

    public static readonly Error AlreadyReopened = new("referral-already-reopened", ErrorKind.Conflict, "Another referral follows on from this one already.");

    public static readonly Error RecipientIsSender = new("recipient-is-sender", ErrorKind.Rule, "Nobody refers a pupil to themselves.");

    public static readonly Error RecipientNotOfTeam = new(
        "recipient-not-of-team", ErrorKind.Rule, "What keeps a child safe is received by one who holds a role that answers for it at the school.");

    public static readonly Error PractitionerByTeam = new(
        "practitioner-by-team", ErrorKind.Rule, "A recipient from outside the team gives the support alone, or leaves it to the team to say who does.");

    public static readonly Error NobodyReceives = new(
        "nobody-receives", ErrorKind.Rule, "Nobody but the sender holds a role at the school that receives the service: name a recipient.");

    public static readonly Error ServiceNotInternal = new("service-not-internal", ErrorKind.Rule, "No school offers that service itself: refer to an agency.");

    public static readonly Error ServiceNotExternal = new("service-not-external", ErrorKind.Rule, "That service is the school's own: refer within the school.");

    public static readonly Error AgencyNotApplicable = new("agency-not-applicable", ErrorKind.Rule, "A referral within the school has no agency.");

    public static readonly Error RecipientNotApplicable = new("recipient-not-applicable", ErrorKind.Rule, "A referral to an agency has no recipient at the school.");

    public static readonly Error EvidenceRequired = new(
        "evidence-required", ErrorKind.Rule,
        "A referral to an agency rests on a plan of the pupil whose cycle was reviewed, or says in exceptionReason why there is none; one to keep a child safe needs neither.");

    public static readonly Error EvidenceElsewhere = new("evidence-of-another-pupil", ErrorKind.Rule, "Evidence is a plan of the pupil.");

    public static readonly Error ConsentRequired = new(
        "consent-required", ErrorKind.Rule, "A referral to an agency needs consent, or the reason why none is needed.");

    public static readonly Error ConsentRefused = new(
        "consent-refused", ErrorKind.Rule, "Consent was refused or withdrawn. Only a designated safeguarding lead goes on without it, to keep a child safe.");

    public static readonly Error ConsentNeeded = new(
        "consent-needed", ErrorKind.Rule, "Only a referral to keep a child safe needs no consent, and then it names its lawful basis.");

    public static readonly Error ConsentGiver = new("consent-giver-required", ErrorKind.Rule, "Consent says who gave it and how.");

    public static readonly Error ConsentOverride = new("consent-override-elsewhere", ErrorKind.Rule, "A designated safeguarding lead overrides consent by the action of that name.");

    public static readonly Error ConsentNotGiven = new("consent-not-given", ErrorKind.Rule, "Only consent that was given is withdrawn.");

    public static readonly Error OverrideBasis = new("override-basis-is-consent", ErrorKind.Rule, "What goes on without consent does not rest on consent.");

    public static readonly Error OverrideArticle9 = new(
        "override-basis-without-article-9", ErrorKind.Rule, "What goes on without consent names an Article 9 condition.");

    public static readonly Error OverrideOtherwise = new(
        "override-basis-not-safeguarding", ErrorKind.Rule,
        "What goes on without consent keeps somebody safe: vital interests under Article 6 or 9, or the safeguarding condition of Schedule 1.");

    public static readonly Error ConsentOfPupil = new(
        "pupil-consent-reason-required", ErrorKind.Rule, "Consent of the pupil says in its reason why the pupil understands what it is about.");

    public static readonly Error ServiceOtherLabel = new(
        "service-of-another-label", ErrorKind.Rule, "A referral to keep a child safe stays one, and no other becomes one: make another referral.");

    public static readonly Error SendingElsewhere = new("sending-not-applicable", ErrorKind.Rule, "Only what goes to an agency is sent.");

    public static readonly Error SentTooEarly = new("sent-too-early", ErrorKind.Rule, "It was sent 90 days before it was drafted at most.");

    public static readonly Error InTheFuture = new("referral-event-in-the-future", ErrorKind.Rule, "What is yet to be cannot be recorded.");

    public static readonly Error ReasonRequired = new("outcome-note-required", ErrorKind.Rule, "An outcome other than delivered says why in its note.");

    public static readonly Error Blocked = new(
        "referral-blocked", ErrorKind.Conflict, "Support that has not begun was not delivered; blockers names what is still open.");

    public static readonly Error ChaserByHand = new("chaser-by-hand", ErrorKind.Rule, "A chaser is what this service keeps when no answer has come; a person calls or writes.");

    public static readonly Error EvidenceFile = new("evidence-of-another-record", ErrorKind.Rule, "The file that shows how it was sent is one of the referral.");

    public static readonly Error AgencyUnfit = new("agency-unfit", ErrorKind.Rule, "The agency is not in use, or does not offer the service.");

    public static readonly Error TooManySteps = new("too-many-steps", ErrorKind.Conflict, "Nothing more fits into the history of this referral: end it and reopen it.");
}
