using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Pupils;

public readonly record struct ContactSubmissionId(Guid Value) : ITypedId<ContactSubmissionId>
{
    public static ContactSubmissionId From(Guid value) => new(value);
}

public enum ContactSubmissionStatus
{
    /// <summary>Corrections that nobody has decided on.</summary>
    Pending,

    /// <summary>The contact says that all is right.</summary>
    Confirmed,
    Accepted,
    Rejected,
}

/// <summary>What staff can do with what a contact has sent.</summary>
public enum ContactSubmissionAction
{
    Accept,
    Reject,
}

/// <summary>
/// What a contact says of the contact's own phone number and e-mail address. It changes nothing by itself: a member of
/// staff takes it over, or does not.
/// </summary>
public sealed class ContactSubmission : AggregateRoot<ContactSubmissionId>, ISchoolOwned, ITaskSource
{
    public const string Kind = "contact_submission";

    public static readonly StateTable<ContactSubmissionStatus, ContactSubmissionAction> States = new()
    {
        { ContactSubmissionStatus.Pending, ContactSubmissionAction.Accept, ContactSubmissionStatus.Accepted },
        { ContactSubmissionStatus.Pending, ContactSubmissionAction.Reject, ContactSubmissionStatus.Rejected },
    };

    private ContactSubmission(PurposeLink link, PupilId pupilId, string? phone, string? email, DateTimeOffset now)
        : base(link.TrustId, ContactSubmissionId.From(Guid.CreateVersion7(now)), now)
    {
        (LinkId, SchoolId, ContactId, PupilId) = (link.Id, link.SchoolId, new ContactId(link.RecordId), pupilId);
        (Phone, Email) = (Guard.OptionalText(phone, Contact.PhoneMax), Guard.OptionalText(email, Contact.EmailMax));
        Status = phone is null && email is null ? ContactSubmissionStatus.Confirmed : ContactSubmissionStatus.Pending;
    }

    private ContactSubmission() { }

    /// <summary>The link by which it came.</summary>
    public PurposeLinkId LinkId { get; private set; }
    public SchoolId SchoolId { get; private set; }
    public ContactId ContactId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>The number to try first from now on; null when the known one is right.</summary>
    public string? Phone { get; private set; }

    /// <summary>The address to write to first from now on; null when the known one is right.</summary>
    public string? Email { get; private set; }
    public ContactSubmissionStatus Status { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public StaffId? DecidedById { get; private set; }
    public string? RejectReason { get; private set; }

    string ITaskSource.TaskSourceKind => Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => Status == ContactSubmissionStatus.Pending ? TaskStanding.Stands : TaskStanding.Settled;

    public static ContactSubmission Submit(PurposeLink link, PupilId pupilId, string? phone, string? email, DateTimeOffset now) =>
        new(link, pupilId, phone, email, now);

    /// <summary>Takes it over into the contact.</summary>
    public Result Accept(Contact contact, StaffId? by, DateTimeOffset now)
    {
        var move = Decide(ContactSubmissionAction.Accept, by, now);
        if (move.IsSuccess)
        {
            contact.Correct(Phone, Email);
        }

        return move;
    }

    public Result Reject(string reason, StaffId? by, DateTimeOffset now)
    {
        var move = Decide(ContactSubmissionAction.Reject, by, now);
        RejectReason = move.IsSuccess ? Guard.Text(reason, Limits.Reason) : RejectReason;
        return move;
    }

    private Result Decide(ContactSubmissionAction action, StaffId? by, DateTimeOffset now)
    {
        var move = States.Move(Status, action);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        (Status, DecidedAt, DecidedById) = (move.Value, now, by);
        return Result.Success;
    }
}

public static class ContactErrors
{
    public static readonly Error Barred = new("contact-barred", ErrorKind.Rule, "This person must not be told about the pupil, so gets no link.");

    public static readonly Error OfLeaver = new("contact-of-leaver", ErrorKind.Rule, "The pupil has left, so the contact gets no link.");
}
