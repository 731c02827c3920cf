using System.Collections.Frozen;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.Notices;

/// <summary>What is said of a kind of notice, in the words that leave the service: nothing about any person.</summary>
/// <param name="Collection">The path segment of the record's collection (<c>support-sessions</c>).</param>
/// <param name="Text">One sentence for an e-mail.</param>
public sealed record NoticeWording(string Collection, string Text);

/// <summary>Every kind of notice, one line each.</summary>
public static class NoticeCatalogue
{
    private static readonly FrozenDictionary<NoticeKind, NoticeWording> Table = new Dictionary<NoticeKind, NoticeWording>
    {
        [NoticeKind.SupportSessionAssigned] = new("support-sessions", "A support session was planned for you."),
        [NoticeKind.SupportSessionMoved] = new("support-sessions", "One of your support sessions was moved."),
        [NoticeKind.SupportSessionReassigned] = new("support-sessions", "One of your support sessions was given to a colleague."),
        [NoticeKind.SupportSessionCancelled] = new("support-sessions", "One of your support sessions was cancelled."),
        [NoticeKind.SupportSessionSeriesAssigned] = new("support-session-series", "A series of support sessions was planned for you."),
        [NoticeKind.SupportSessionSeriesMoved] = new("support-session-series", "Sessions of one of your series were moved."),
        [NoticeKind.SupportSessionSeriesCancelled] = new("support-session-series", "Sessions of one of your series were cancelled."),
        [NoticeKind.SupportProgrammeAllocated] = new("support-programmes", "A support programme was given to you."),
        [NoticeKind.SupportProgrammeHandedOver] = new("support-programmes", "One of your support programmes was given to a colleague."),
        [NoticeKind.SupportProgrammeSessionsCancelled] = new("support-programmes", "Your sessions of a support programme were cancelled."),
        [NoticeKind.TaskAssigned] = new("tasks", "A task was given to you."),
        [NoticeKind.TaskEscalated] = new("tasks", "A task of your school is late."),
        [NoticeKind.JobSucceeded] = new("jobs", "A job that you started is done."),
        [NoticeKind.JobFailed] = new("jobs", "A job that you started has failed."),
        [NoticeKind.AttachmentInfected] = new("attachments", "The virus scanner found something in a file. The file was destroyed."),
        [NoticeKind.DoseMissed] = new("medication-administrations", "Nothing was recorded of a dose of medicine in its time."),
        [NoticeKind.DoseWitnessAsked] = new("medication-administrations", "You were named as the witness of a dose."),
        [NoticeKind.WebhookDisabled] = new("notification-webhooks", "A webhook was disabled."),
        [NoticeKind.MedicineErrorReported] = new("medicine-errors", "An error with a medicine was reported at your school."),
        [NoticeKind.MedicationOrderToConfirm] = new("medication-orders", "An order for a medicine waits for you to confirm it."),
        [NoticeKind.MedicationOrderInterrupted] = new("medication-orders", "An order for a medicine was put on hold or stopped."),
        [NoticeKind.StockWitnessAsked] = new("medicine-stocks", "A colleague names you as the witness of medicine that was wasted."),
        [NoticeKind.StockConfirmationAsked] = new("medicine-stocks", "An entry about a controlled drug waits for a second person."),
        [NoticeKind.PlanApproved] = new("plans", "A plan that you wrote or see to was approved."),
        [NoticeKind.PlanReturned] = new("plans", "A plan that you wrote or see to was sent back."),
        [NoticeKind.PlanSignatureAnswered] = new("plans", "Somebody who was asked to sign a plan has answered."),
        [NoticeKind.ReferralAnswered] = new("referrals", "A referral of yours was answered."),
        [NoticeKind.ReferralQuestionAsked] = new("referrals", "Somebody asks you something about a referral of yours."),
        [NoticeKind.ReferralAssigned] = new("referrals", "A referral has come to you, or to a team of yours."),
        [NoticeKind.ReferralUnanswered] = new("referrals", "A referral of yours has not been answered in time."),
    }.ToFrozenDictionary();

    public static NoticeWording Of(NoticeKind kind) => Table[kind];

    /// <summary>Where the record stands in this API.</summary>
    public static string LinkOf(NoticeKind kind, Guid recordId) => $"/v1/{Of(kind).Collection}/{recordId}";
}
