using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>Who signs, as what and how.</summary>
public sealed record PlanSigning
{
    public required PlanSignatory As { get; init; }
    public required PlanSignatureMethod Method { get; init; }

    /// <summary>A parent, or another contact of the pupil.</summary>
    public ContactId? ContactId { get; init; }

    /// <summary>The member of staff who signs with the own token.</summary>
    public StaffId? StaffId { get; init; }

    /// <summary>Somebody who is neither contact nor staff; through a link, the name that was typed.</summary>
    public string? Name { get; init; }

    /// <summary>A file that shows it, such as the signed paper.</summary>
    public Attachments.AttachmentId? EvidenceAttachmentId { get; init; }

    /// <summary>Who attests it.</summary>
    public StaffId? AttestedById { get; init; }

    /// <summary>SHA-256, in hex, of what was signed, where the caller names it.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Why it cannot be so; null when it can.</summary>
    internal Error? Refusal => this switch
    {
        { As: PlanSignatory.Parent, ContactId: null } => PlanErrors.SignatoryContact.At("/contactId"),
        { As: not (PlanSignatory.Parent or PlanSignatory.SocialWorker or PlanSignatory.Other), ContactId: not null } => PlanErrors.SignatoryContact.At("/contactId"),
        { Method: PlanSignatureMethod.Link, Name: null } => PlanErrors.OnePerson.At("/name"),
        { Method: PlanSignatureMethod.Link } => As == PlanSignatory.Pupil || (ContactId is not null && !IsStaff(As)) ? null : PlanErrors.SignatoryContact.At("/contactId"),
        { ContactId: not null, Name: not null } => PlanErrors.OnePerson.At("/name"),
        { As: PlanSignatory.SocialWorker or PlanSignatory.Other, ContactId: null, Name: null } => PlanErrors.OnePerson.At("/name"),
        { As: not (PlanSignatory.SocialWorker or PlanSignatory.Other), Name: not null } => PlanErrors.OnePerson.At("/name"),
        _ when (Method == PlanSignatureMethod.OwnToken) != IsStaff(As) => PlanErrors.SignatoryMethod.At("/method"),
        { EvidenceAttachmentId: not null, Method: not PlanSignatureMethod.Attested } => PlanErrors.SignatoryEvidence.At("/evidenceAttachmentId"),
        _ => null,
    };

    /// <summary>Whether such a person acts with an own token.</summary>
    public static bool IsStaff(PlanSignatory signatory) =>
        signatory is PlanSignatory.HeadTeacher or PlanSignatory.Senco or PlanSignatory.KeyAdult or PlanSignatory.DesignatedTeacher or PlanSignatory.EvacuationAssistant;
}

/// <summary>That somebody agreed to exactly these bytes. It is never changed.</summary>
public sealed class PlanSignature : IPartOf<Plan>
{
    internal PlanSignature(Plan plan, PlanVersion version, PlanSigning signing, DateTimeOffset now)
    {
        (TrustId, PlanId, Id) = (plan.TrustId, plan.Id, Guid.CreateVersion7(now));
        (VersionNumber, ContentHash) = (version.Number, version.ContentHash!);
        (SignedAs, Method, SignedAt) = (signing.As, signing.Method, now);
        (ContactId, StaffId, Name) = (signing.ContactId, signing.StaffId, Guard.OptionalText(signing.Name, Limits.Title));
        (EvidenceAttachmentId, AttestedById) = (signing.EvidenceAttachmentId, signing.AttestedById);
        CycleNumber = CycleOf(plan, signing);
    }

    private PlanSignature() { }

    public TrustId TrustId { get; private set; }
    public PlanId PlanId { get; private set; }
    public Guid Id { get; private set; }
    public int VersionNumber { get; private set; }

    /// <summary>The hash of what was signed.</summary>
    public byte[] ContentHash { get; private set; } = [];
    public PlanSignatory SignedAs { get; private set; }
    public PlanSignatureMethod Method { get; private set; }
    public ContactId? ContactId { get; private set; }
    public StaffId? StaffId { get; private set; }
    public string? Name { get; private set; }
    public Attachments.AttachmentId? EvidenceAttachmentId { get; private set; }
    public StaffId? AttestedById { get; private set; }
    public DateTimeOffset SignedAt { get; private set; }

    /// <summary>Of a sign-off: the cycle in which it was given, which asks for one of its own. Of others 0.</summary>
    public int CycleNumber { get; private set; }

    Guid IPart.RootId => PlanId.Value;

    internal bool IsOf(Plan plan, PlanSigning signing, PlanVersion version) =>
        CycleNumber == CycleOf(plan, signing) && SignedAs == signing.As && ContactId == signing.ContactId && StaffId == signing.StaffId
        && (Name == signing.Name || ContactId is not null || SignedAs == PlanSignatory.Pupil)
        && VersionNumber == version.Number && ContentHash.AsSpan().SequenceEqual(version.ContentHash);

    private static int CycleOf(Plan plan, PlanSigning signing) => signing.As == PlanTypes.Of(plan.Type).SignOff ? plan.CycleNumber : 0;
}
