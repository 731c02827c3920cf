using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

/// <summary>What a plan is for. What holds for each stands in <see cref="PlanTypes"/>.</summary>
public enum PlanType
{
    /// <summary>A pastoral support plan.</summary>
    PastoralSupport,

    /// <summary>An individual education or support plan.</summary>
    Individual,

    /// <summary>Back into school by steps.</summary>
    Reintegration,

    /// <summary>One risk assessment for one activity or place.</summary>
    RiskAssessment,
    Behaviour,
    Attendance,

    /// <summary>An individual healthcare plan, one for each condition.</summary>
    Healthcare,
    IntimateCare,

    /// <summary>A personal emergency evacuation plan.</summary>
    Peep,

    /// <summary>A temporary part-time timetable, with the parents' agreement and an end.</summary>
    PartTimeTimetable,

    /// <summary>A looked-after child's personal education plan.</summary>
    LacPep,

    /// <summary>An early help plan.</summary>
    EarlyHelp,

    /// <summary>From one phase or school to another.</summary>
    Transition,
}

public enum PlanStatus
{
    Draft,

    /// <summary>Its first version waits for approval.</summary>
    InReview,

    /// <summary>A version is in force.</summary>
    Active,

    /// <summary>In force, while it is being reviewed.</summary>
    UnderReview,

    /// <summary>Not in force for now.</summary>
    Suspended,

    /// <summary>Another plan has taken its place.</summary>
    Superseded,
    Closed,
}

public enum PlanVersionState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Waits for approval; nobody changes it.</summary>
    InReview,

    /// <summary>Was or is in force; it never changes.</summary>
    Frozen,

    /// <summary>Given up before it came into force; it never changes.</summary>
    Withdrawn,
}

/// <summary>What can be done to a plan.</summary>
public enum PlanAction
{
    /// <summary>Change the draft.</summary>
    Edit,
    RequestApproval,
    Approve,

    /// <summary>Send it back to its authors.</summary>
    Reject,

    /// <summary>Open the next version beside the one in force.</summary>
    Revise,

    /// <summary>Give up the next version; its text is kept.</summary>
    WithdrawRevision,

    /// <summary>Put a risk assessment in force at once, to be approved within days.</summary>
    ActivateInterim,
    StartReview,

    /// <summary>Record the review that ends the cycle.</summary>
    Review,
    Suspend,
    Resume,
    Close,
    Sign,
}

/// <summary>A broad area of need of the SEND code of practice.</summary>
public enum NeedArea
{
    CommunicationInteraction,
    CognitionLearning,

    /// <summary>Social, emotional and mental health.</summary>
    Semh,
    SensoryPhysical,
}

/// <summary>Why somebody's view is not in a plan.</summary>
public enum PlanViewAbsence
{
    /// <summary>The person was asked and did not want to.</summary>
    Declined,

    /// <summary>Asking, or writing it down, would not have been safe.</summary>
    WithheldSafeguarding,
}

public enum PlanDecision
{
    Approved,
    Rejected,
}

/// <summary>As what somebody signs a plan.</summary>
public enum PlanSignatory
{
    Parent,
    Pupil,
    HeadTeacher,
    Senco,
    KeyAdult,
    DesignatedTeacher,

    /// <summary>Somebody named in an evacuation plan to help the pupil out.</summary>
    EvacuationAssistant,
    SocialWorker,
    Other,
}

/// <summary>How a signature was given.</summary>
public enum PlanSignatureMethod
{
    /// <summary>In the presence of a member of staff, who says so.</summary>
    Attested,

    /// <summary>By a member of staff as the caller.</summary>
    OwnToken,

    /// <summary>Through a single-purpose link.</summary>
    Link,
}

/// <summary>What is missing of a plan that is in force or waits for approval. It keeps nothing from coming into force.</summary>
public enum PlanFindingCode
{
    /// <summary>An assistant of an evacuation plan has not signed its version in force.</summary>
    [Code("assistant-not-signed")]
    AssistantNotSigned,

    /// <summary>An assistant of an evacuation plan is not trained today for what the school's policy asks.</summary>
    [Code("assistant-not-trained")]
    AssistantNotTrained,

    /// <summary>An assistant of an evacuation plan no longer works at the school.</summary>
    [Code("assistant-left")]
    AssistantLeft,
}

/// <summary>How high a risk is by likelihood times severity: from 15 high, from 8 medium.</summary>
public enum PlanRiskLevel
{
    Low,
    Medium,
    High,
}
