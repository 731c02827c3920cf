namespace PupilSupport.Domain.Tasks;

/// <summary>What a task is for. <see cref="Manual"/> is a person's own wording; the others come from a cause and have fixed words.</summary>
public enum WorkTaskKind
{
    Manual,

    /// <summary>A session was missed for the school's own reasons, so the pupils are owed another.</summary>
    CatchUpSession,

    /// <summary>A session's time has passed and nobody has said what became of it.</summary>
    RecordSessionOutcome,

    /// <summary>A contact has corrected the contact's own details, and somebody has to take that over or not.</summary>
    DecideContactSubmission,

    /// <summary>Somebody's training runs out soon.</summary>
    RenewTraining,

    /// <summary>A consent to a medicine was asked for some days ago and has not been given.</summary>
    ObtainMedicineConsent,

    /// <summary>A consent to a medicine runs out soon.</summary>
    RenewMedicineConsent,

    /// <summary>An order for a medicine runs out soon.</summary>
    RenewMedicationOrder,

    /// <summary>An error with a medicine, or a near miss, was reported and is to be reviewed.</summary>
    ReviewMedicineError,

    /// <summary>An error with a medicine concerns a pupil whose parent is to be told of it on the day.</summary>
    TellParentOfMedicineError,

    /// <summary>A parent is to be told of a dose the same day.</summary>
    TellParentOfDose,

    /// <summary>The witness whom somebody named at a dose has not confirmed it.</summary>
    ConfirmDoseWitness,

    /// <summary>A pupil has refused a medicine several times, one after the other.</summary>
    ReviewRefusedDoses,

    /// <summary>A dose was given out of a batch that nobody named, or that did not hold it.</summary>
    ReconcileDoseStock,

    /// <summary>A count of medicine found something else than the ledger says.</summary>
    ResolveStockDiscrepancy,

    /// <summary>An adjustment or disposal of a controlled drug waits for a second person.</summary>
    ConfirmStockEntry,

    /// <summary>What was wasted of a medicine waits for its witness.</summary>
    WitnessStockEntry,

    /// <summary>A support programme has waited past the day on which it was to start.</summary>
    StartSupportProgramme,

    /// <summary>A support programme has gone on past its planned end, and is to be completed or given another one.</summary>
    EndSupportProgramme,

    /// <summary>An assessment was submitted and waits for a colleague to look at it.</summary>
    ModerateAssessment,

    /// <summary>A pupil is to be assessed again soon.</summary>
    ReassessPupil,

    /// <summary>Somebody who gives ELSA has had no supervision for longer than half a term.</summary>
    SupervisionDue,

    /// <summary>A version of a plan waits for approval, or is in force and waits for it.</summary>
    ApprovePlan,

    /// <summary>A plan is to be reviewed soon, or should have been.</summary>
    ReviewPlan,

    /// <summary>An evacuation plan is to be tried by a drill soon, or should have been.</summary>
    HoldPlanDrill,

    /// <summary>Somebody named in an evacuation plan has not signed it, is not trained or has left.</summary>
    PreparePlanAssistants,

    /// <summary>An entry of the directory of agencies has not been verified for as long as the policy says.</summary>
    VerifyAgency,

    /// <summary>A family was told about an agency, and somebody is to ask what became of it.</summary>
    FollowUpSignposting,

    /// <summary>A referral waits for the receiving team to accept it, decline it or ask.</summary>
    TriageReferral,

    /// <summary>The receiving side of a referral has asked something.</summary>
    AnswerReferralQuestion,

    /// <summary>An agency has not answered a referral in time.</summary>
    ChaseReferral,

    /// <summary>A referral has waited too long for a decision, and a manager is to see to it.</summary>
    EscalateReferral,

    /// <summary>Consent to a referral that was made already has been refused or withdrawn.</summary>
    SeeToReferralConsent,

    /// <summary>Something was shared on a basis that lacks its condition of Schedule 1.</summary>
    CompleteLawfulBasis,
}

public enum WorkTaskStatus
{
    Open,
    InProgress,

    /// <summary>Put off until a day. It stays due when it was due.</summary>
    Snoozed,
    Done,

    /// <summary>Need not be done for now; comes back on a day, and is not overdue until then.</summary>
    Exempt,
    Cancelled,
}

/// <summary>What can be done to a task.</summary>
public enum WorkTaskAction
{
    Revise,
    Start,
    Reassign,
    Snooze,
    Exempt,
    Complete,
    Cancel,

    /// <summary>Ends a pause early, or takes back an end.</summary>
    Reopen,
}

public enum WorkTaskPriority
{
    Low,
    Normal,
    High,
    Urgent,
}

/// <summary>What the state of a record means for a task that hangs on it.</summary>
public enum TaskStanding
{
    /// <summary>It is still to be done.</summary>
    Stands,

    /// <summary>The record's new state is what the task asked for.</summary>
    Settled,

    /// <summary>There is nothing left to do it for.</summary>
    Moot,
}
