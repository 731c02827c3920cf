using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Notices;

public readonly record struct NoticeId(Guid Value) : ITypedId<NoticeId>
{
    public static NoticeId From(Guid value) => new(value);
}

/// <summary>What a notice is about. It says what waits and never about whom.</summary>
public enum NoticeKind
{
    /// <summary>A colleague has planned a support session for you.</summary>
    SupportSessionAssigned,

    /// <summary>A colleague has moved one of your support sessions to another time or room.</summary>
    SupportSessionMoved,

    /// <summary>A colleague has given one of your support sessions to somebody else.</summary>
    SupportSessionReassigned,

    /// <summary>A colleague has cancelled one of your support sessions.</summary>
    SupportSessionCancelled,

    /// <summary>A colleague has planned a series of support sessions for you.</summary>
    SupportSessionSeriesAssigned,

    /// <summary>A colleague has moved sessions of one of your series to another day, time or room.</summary>
    SupportSessionSeriesMoved,

    /// <summary>A colleague has cancelled sessions of one of your series.</summary>
    SupportSessionSeriesCancelled,

    /// <summary>A colleague has given you a task.</summary>
    TaskAssigned,

    /// <summary>A task of your school is late.</summary>
    TaskEscalated,

    /// <summary>A job that you started is done.</summary>
    JobSucceeded,

    /// <summary>A job that you started has failed.</summary>
    JobFailed,

    /// <summary>A webhook was disabled, because its receiver is gone or has failed for days.</summary>
    WebhookDisabled,

    /// <summary>The virus scanner found something in a file; the file was destroyed.</summary>
    AttachmentInfected,

    /// <summary>A colleague has named you as the witness of a dose, for you to confirm.</summary>
    DoseWitnessAsked,

    /// <summary>An error with a medicine, or a near miss, was reported at your school.</summary>
    MedicineErrorReported,

    /// <summary>The time of a fixed dose at your school has passed, and nobody has said what became of it.</summary>
    DoseMissed,

    /// <summary>An order for a controlled drug waits for you to confirm it as the second person.</summary>
    MedicationOrderToConfirm,

    /// <summary>An order for a medicine was put on hold or stopped, because the consent no longer holds.</summary>
    MedicationOrderInterrupted,

    /// <summary>A colleague has given you a support programme.</summary>
    SupportProgrammeAllocated,

    /// <summary>A colleague has given a support programme that you had, or of which you give sessions with others, to somebody else.</summary>
    SupportProgrammeHandedOver,

    /// <summary>A colleague has ended or interrupted a support programme, and what you had still to give of it is cancelled.</summary>
    SupportProgrammeSessionsCancelled,

    /// <summary>A colleague names you as the witness of medicine that was wasted.</summary>
    StockWitnessAsked,

    /// <summary>A colleague's adjustment or disposal of a controlled drug waits for a second person.</summary>
    StockConfirmationAsked,

    /// <summary>A plan that you wrote or see to was approved.</summary>
    PlanApproved,

    /// <summary>A plan that you wrote or see to was sent back.</summary>
    PlanReturned,

    /// <summary>Somebody who was asked by a link to sign a plan of yours has answered.</summary>
    PlanSignatureAnswered,

    /// <summary>A referral of yours was accepted or declined, or its support has begun or ended.</summary>
    ReferralAnswered,

    /// <summary>Somebody asks you something about a referral of yours.</summary>
    ReferralQuestionAsked,

    /// <summary>A referral names you as the one who gives the support, or who receives it.</summary>
    ReferralAssigned,

    /// <summary>A referral of yours has not been answered in time.</summary>
    ReferralUnanswered,
}

/// <summary>Whether a notice waits for quiet hours and the digest.</summary>
public enum NoticeUrgency
{
    /// <summary>It waits for the end of quiet hours, and for the digest of whoever wants one.</summary>
    Normal,

    /// <summary>It is delivered at once, whatever the hour.</summary>
    Urgent,
}

/// <summary>
/// Tells a member of staff that a record waits for them. It holds no content: its kind, the record's id and whether it
/// was read. It is made in the transaction of its cause, whose audit entry stands for it.
/// </summary>
public sealed class Notice : AggregateRoot<NoticeId>, IUnannounced, IConsequence
{
    private Notice(TrustId trustId, NoticeId id, DateTimeOffset now) : base(trustId, id, now) { }

    private Notice() { }

    /// <summary>Whom it tells.</summary>
    public StaffId StaffId { get; private set; }
    public NoticeKind Kind { get; private set; }
    public NoticeUrgency Urgency { get; private set; }

    /// <summary>The record that it is about; the kind says in which collection it stands.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>The school of the record; null for what belongs to the trust.</summary>
    public SchoolId? SchoolId { get; private set; }

    /// <summary>When it was first marked as read; null until then.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>When its deliveries were planned; null until the worker has seen it.</summary>
    public DateTimeOffset? DispatchedAt { get; private set; }

    public static Notice To(TrustId trustId, StaffId staff, NoticeAbout about, DateTimeOffset now) => new(trustId, new NoticeId(Guid.CreateVersion7(now)), now)
    {
        StaffId = staff,
        Kind = about.Kind,
        Urgency = about.Urgency,
        RecordId = about.RecordId,
        SchoolId = about.SchoolId,
    };

    /// <summary>Reading it again changes nothing.</summary>
    public void Read(DateTimeOffset now) => ReadAt ??= now;
}

/// <summary>What a notice is to say.</summary>
/// <param name="RecordId">The record that it is about, of the collection that the kind names.</param>
/// <param name="SchoolId">The record's school; null for what belongs to the trust.</param>
public sealed record NoticeAbout(NoticeKind Kind, Guid RecordId, SchoolId? SchoolId, NoticeUrgency Urgency = NoticeUrgency.Normal);
