namespace PupilSupport.Domain.Referrals;

public enum ReferralDirection
{
    /// <summary>From one adult of the school to a team of the school.</summary>
    Internal,

    /// <summary>From the school to an agency, which has no account here.</summary>
    External,

    /// <summary>From an agency to the school.</summary>
    InboundExternal,
}

/// <summary>Each has its own time to answer, by the policy.</summary>
public enum ReferralUrgency
{
    Routine,
    Soon,
    Urgent,

    /// <summary>On the same day.</summary>
    Emergency,
}

public enum ReferralStatus
{
    Draft,

    /// <summary>It waits for the receiving side.</summary>
    Submitted,

    /// <summary>The receiving side has asked something and waits for the answer.</summary>
    InfoRequested,

    /// <summary>The receiving side has it, and has not decided yet. An internal one is never in this state.</summary>
    Acknowledged,
    Accepted,

    /// <summary>Accepted, and the support waits for its turn.</summary>
    WaitingList,
    InProgress,
    Completed,
    Declined,
    Withdrawn,

    /// <summary>It should never have been made.</summary>
    Voided,
}

/// <summary>What can be done to a referral.</summary>
public enum ReferralAction
{
    /// <summary>Change the draft.</summary>
    Edit,
    Submit,
    Acknowledge,
    Accept,
    Decline,
    RequestInformation,
    ProvideInformation,

    /// <summary>Say who gives the support.</summary>
    Allocate,

    /// <summary>Put it on the waiting list.</summary>
    Wait,
    Start,
    Complete,
    Withdraw,

    /// <summary>Begin a new one that follows on from one that is over.</summary>
    Reopen,

    /// <summary>Mark it as made in error.</summary>
    Void,
    RecordConsent,

    /// <summary>Go on without consent, to keep a child safe.</summary>
    OverrideConsent,

    /// <summary>Record an attempt to reach the other side or the family.</summary>
    RecordContact,
}

public enum ReferralOutcome
{
    ServiceDelivered,
    PartlyDelivered,
    NotEligible,
    NoCapacity,
    FamilyDeclined,
    MovedAway,
    EscalatedToStatutory,
}

public enum ReferralConsentState
{
    Given,
    Refused,

    /// <summary>It is about keeping a child safe, so nobody needs to be asked.</summary>
    NotRequired,

    /// <summary>A designated safeguarding lead goes on without it.</summary>
    Overridden,

    /// <summary>It was given once.</summary>
    Withdrawn,
}

/// <summary>How an answer came here.</summary>
public enum ReferralAnswerVia
{
    /// <summary>By the person's own token.</summary>
    Own,

    /// <summary>An agency told a member of staff, who says so.</summary>
    ToldToStaff,

    /// <summary>Through a single-purpose link.</summary>
    Link,
}

public enum ReferralContactDirection
{
    Outgoing,
    Incoming,
}

public enum ReferralContactMethod
{
    Phone,
    Email,
    Letter,
    InPerson,
    Video,
    Portal,
    Other,

    /// <summary>By this service, when no answer had come: nobody was called.</summary>
    Chaser,
}

/// <summary>As what somebody acts on one referral; a person can be several.</summary>
[Flags]
public enum ReferralPart
{
    None = 0,

    /// <summary>The sender; of one that came in, whoever recorded it for the agency.</summary>
    Sender = 1,

    /// <summary>The receiving team, never the sender.</summary>
    Team = 2,

    /// <summary>Whoever gives the support.</summary>
    Practitioner = 4,
    Manager = 8,

    /// <summary>The designated safeguarding lead or a deputy.</summary>
    Dsl = 16,
}
