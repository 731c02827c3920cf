using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Referrals;

/// <summary>What was said about consent, or decided in its place.</summary>
public sealed record NewReferralConsent
{
    public required ReferralConsentState State { get; init; }

    /// <summary>Who gave, refused or withdrew it.</summary>
    public ContactId? ByContactId { get; init; }

    /// <summary>Whether the pupil did, who understands what it is about.</summary>
    public bool ByPupil { get; init; }
    public string? Method { get; init; }
    public required DateTimeOffset At { get; init; }
    public LawfulBasis? Basis { get; init; }
    public string? Reason { get; init; }
}

/// <summary>One state of the consent to a referral; the latest holds. It is never changed.</summary>
public sealed class ReferralConsent : IPartOf<Referral>
{
    public const int MaxMethod = 100;

    internal ReferralConsent(Referral referral, int number, NewReferralConsent told, StaffId by, DateTimeOffset now)
    {
        (TrustId, ReferralId, Number, State) = (referral.TrustId, referral.Id, number, told.State);
        (ByContactId, ByPupil, Method) = (told.ByContactId, told.ByPupil, Guard.OptionalText(told.Method, MaxMethod));
        (Article6, Article9, Schedule1) = (told.Basis?.Article6, told.Basis?.Article9, told.Basis?.Schedule1);
        (At, Reason, RecordedById, RecordedAt) = (told.At.ToUniversalTime(), Guard.OptionalText(told.Reason, Limits.Reason), by, now);
    }

    private ReferralConsent() { }

    public TrustId TrustId { get; private set; }
    public ReferralId ReferralId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }
    public ReferralConsentState State { get; private set; }
    public ContactId? ByContactId { get; private set; }
    public bool ByPupil { get; private set; }
    public string? Method { get; private set; }

    /// <summary>When it was said or decided, as claimed.</summary>
    public DateTimeOffset At { get; private set; }
    public Article6Basis? Article6 { get; private set; }
    public Article9Condition? Article9 { get; private set; }
    public Schedule1Condition? Schedule1 { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>Whoever recorded it; of an override, whoever decided it.</summary>
    public StaffId RecordedById { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    Guid IPart.RootId => ReferralId.Value;
}

/// <summary>What the other side answered, or how something was sent.</summary>
public sealed record ReferralAnswer
{
    public static ReferralAnswer None { get; } = new();

    /// <summary>Who spoke for the agency.</summary>
    public string? By { get; init; }

    /// <summary>When, as claimed; now when absent.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How it was sent or told.</summary>
    public string? Method { get; init; }

    /// <summary>The other side's own number for it.</summary>
    public string? Reference { get; init; }
    public AttachmentId? EvidenceAttachmentId { get; init; }

    /// <summary>Whether it came through a link.</summary>
    public bool ByLink { get; init; }
}

/// <summary>One thing that was done to a referral. It is never changed.</summary>
public sealed class ReferralStep : IPartOf<Referral>
{
    public const int MaxMethod = 100;
    public const int MaxReference = 100;

    internal ReferralStep(Referral referral, int number, ReferralAction action, string? text, ReferralAnswer answer, ReferralActor actor)
    {
        (TrustId, ReferralId, Number, Action) = (referral.TrustId, referral.Id, number, action);
        (At, RecordedAt, ById) = ((answer.At ?? actor.Now).ToUniversalTime(), actor.Now, actor.Me);
        Text = Guard.OptionalText(text, Limits.Text);
        Via = answer.ByLink ? ReferralAnswerVia.Link
            : referral.Direction == ReferralDirection.External && IsAnswer(action) ? ReferralAnswerVia.ToldToStaff
            : ReferralAnswerVia.Own;
        (AnsweredBy, Method) = (Guard.OptionalText(answer.By, Limits.Title), Guard.OptionalText(answer.Method, MaxMethod));
        (Reference, EvidenceAttachmentId) = (Guard.OptionalText(answer.Reference, MaxReference), answer.EvidenceAttachmentId);
    }

    private ReferralStep() { }

    public TrustId TrustId { get; private set; }
    public ReferralId ReferralId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }
    public ReferralAction Action { get; private set; }

    /// <summary>When it happened, as claimed.</summary>
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Null for an answer through a link.</summary>
    public StaffId? ById { get; private set; }
    public ReferralAnswerVia Via { get; private set; }

    /// <summary>Who spoke for the agency.</summary>
    public string? AnsweredBy { get; private set; }
    public string? Method { get; private set; }
    public string? Reference { get; private set; }
    public AttachmentId? EvidenceAttachmentId { get; private set; }

    /// <summary>The reason, question, answer or note.</summary>
    public string? Text { get; private set; }

    Guid IPart.RootId => ReferralId.Value;

    private static bool IsAnswer(ReferralAction action) =>
        action is ReferralAction.Acknowledge or ReferralAction.Accept or ReferralAction.Decline or ReferralAction.RequestInformation or ReferralAction.Wait
            or ReferralAction.Start or ReferralAction.Complete;
}

/// <summary>An attempt to reach the other side or the family.</summary>
public sealed record NewReferralContact
{
    public required DateTimeOffset At { get; init; }
    public required ReferralContactMethod Method { get; init; }
    public required ReferralContactDirection Direction { get; init; }

    /// <summary>Whether somebody was reached.</summary>
    public required bool Reached { get; init; }
    public string? Note { get; init; }
}

/// <summary>An attempt to reach the other side or the family, or a reminder that no answer has come. It is never changed.</summary>
public sealed class ReferralContact : IPartOf<Referral>
{
    internal ReferralContact(Referral referral, int number, NewReferralContact told, int? chaser, StaffId? by, DateTimeOffset now)
    {
        (TrustId, ReferralId, Number, ChaserNumber) = (referral.TrustId, referral.Id, number, chaser);
        (At, Method, Direction, Reached) = (told.At.ToUniversalTime(), told.Method, told.Direction, told.Reached);
        (Note, RecordedById, RecordedAt) = (Guard.OptionalText(told.Note, Limits.Text), by, now);
    }

    private ReferralContact() { }

    public TrustId TrustId { get; private set; }
    public ReferralId ReferralId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }
    public DateTimeOffset At { get; private set; }
    public ReferralContactMethod Method { get; private set; }
    public ReferralContactDirection Direction { get; private set; }
    public bool Reached { get; private set; }
    public string? Note { get; private set; }

    /// <summary>Which reminder it is, from 1; null for what a person did. The database knows each once.</summary>
    public int? ChaserNumber { get; private set; }

    /// <summary>Null for a reminder.</summary>
    public StaffId? RecordedById { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    Guid IPart.RootId => ReferralId.Value;
}
