using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

public readonly record struct PlanSignatureRequestId(Guid Value) : ITypedId<PlanSignatureRequestId>
{
    public static PlanSignatureRequestId From(Guid value) => new(value);
}

public enum PlanSignatureAnswer
{
    /// <summary>The person has signed.</summary>
    Agreed,
    Declined,
}

/// <summary>That somebody without an account was asked, by a link, to sign one version of a plan, and what came of it.</summary>
public sealed class PlanSignatureRequest : AggregateRoot<PlanSignatureRequestId>, IChronicled
{
    public const string Code = "plan_signature_request";

    private PlanSignatureRequest(Plan plan, PlanVersion version, PlanSignatory signatory, ContactId? contact, StaffId by, DateTimeOffset now)
        : base(plan.TrustId, PlanSignatureRequestId.From(Guid.CreateVersion7(now)), now)
    {
        (PlanId, SchoolId, PupilId, PlanType) = (plan.Id, plan.SchoolId, plan.PupilId, plan.Type);
        (VersionNumber, ContentHash, SignedAs, ContactId, RequestedById) = (version.Number, version.ContentHash!, signatory, contact, by);
    }

    private PlanSignatureRequest() { }

    public PlanId PlanId { get; private set; }
    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }
    public PlanType PlanType { get; private set; }

    /// <summary>The one version that can be signed by it.</summary>
    public int VersionNumber { get; private set; }
    public byte[] ContentHash { get; private set; } = [];
    public PlanSignatory SignedAs { get; private set; }

    /// <summary>Null for the pupil.</summary>
    public ContactId? ContactId { get; private set; }

    /// <summary>The latest link for it.</summary>
    public PurposeLinkId LinkId { get; private set; }
    public StaffId RequestedById { get; private set; }

    /// <summary>Null until there is one.</summary>
    public PlanSignatureAnswer? Answer { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The name that was typed.</summary>
    public string? AnsweredName { get; private set; }

    /// <summary>What the person had to say.</summary>
    public string? Words { get; private set; }

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => [RequestedById];

    /// <summary>From the answer on: that somebody was asked is nothing that happened to the pupil.</summary>
    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        AnsweredAt is { } at ? [new ChronologyMark(PupilId, at, PlanTypes.Of(PlanType).Label, IsVoid: false)] : [];

    /// <summary>Asks for a signature of the version in review or, when none is, in force.</summary>
    public static Result<PlanSignatureRequest> Ask(Plan plan, PlanSignatory signatory, ContactId? contact, StaffId by, DateTimeOffset now)
    {
        var refused = signatory switch
        {
            _ when PlanSigning.IsStaff(signatory) => PlanErrors.SignatoryMethod.At("/as"),
            _ when (signatory == PlanSignatory.Pupil) != (contact is null) => PlanErrors.SignatoryContact.At("/contactId"),
            _ when plan.ToSign() is null => PlanErrors.NothingToSign,
            _ when signatory == PlanSignatory.Parent && PlanViews.AreWithheldFromParents(plan.ToSign()!.Text()!.Views) => PlanErrors.WithheldFromParents.At("/as"),
            _ when plan.HasSigned(signatory, contact) => PlanErrors.SignedAlready,
            _ => null,
        };
        return refused is null ? new PlanSignatureRequest(plan, plan.ToSign()!, signatory, contact, by, now) : refused;
    }

    public void SendBy(PurposeLink link) => LinkId = link.Id;

    /// <summary>Whether exactly these bytes are still to be signed, and by that person.</summary>
    /// <param name="plan">With its signatures and, of its versions, at least this one.</param>
    public bool IsOpen(Plan plan) =>
        Answer is null && plan.SignableNumber == VersionNumber && plan.ToSign() is { } version && IsOf(version) && !plan.HasSigned(SignedAs, ContactId);

    public bool IsOf(PlanVersion version) => version.Number == VersionNumber && ContentHash.AsSpan().SequenceEqual(version.ContentHash);

    /// <summary>The person agrees: that is the signature.</summary>
    public Result Agree(Plan plan, string name, string? words, DateTimeOffset now)
    {
        if (!IsOpen(plan))
        {
            return PlanErrors.NothingToSign;
        }

        var signed = plan.Sign(new PlanSigning { As = SignedAs, Method = PlanSignatureMethod.Link, ContactId = ContactId, Name = name }, now);
        return signed.IsSuccess ? Answered(PlanSignatureAnswer.Agreed, name, words, now) : signed.Error;
    }

    /// <summary>The person does not agree: the plan stays as it is.</summary>
    public Result Decline(Plan plan, string name, string words, DateTimeOffset now) =>
        IsOpen(plan) ? Answered(PlanSignatureAnswer.Declined, name, words, now) : PlanErrors.NothingToSign;

    private Result Answered(PlanSignatureAnswer answer, string name, string? words, DateTimeOffset now)
    {
        (Answer, AnsweredAt) = (answer, now);
        (AnsweredName, Words) = (Guard.Text(name, Limits.Title), Guard.OptionalText(words, Limits.Text));
        return Result.Success;
    }
}
