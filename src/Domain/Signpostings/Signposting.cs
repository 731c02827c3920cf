using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Signpostings;

/// <summary>
/// A family was told about an agency, without a referral. It is never rewritten: somebody says once what became of it, or voids it with a reason.
/// </summary>
public sealed class Signposting : AggregateRoot<SignpostingId>, IChronicled, ITaskSource
{
    public const string Code = "signposting";

    /// <summary>How far ahead of the server's clock its time may lie.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private Signposting(TrustId trustId, DateTimeOffset now) : base(trustId, SignpostingId.From(Guid.CreateVersion7(now)), now) { }

    private Signposting() { }

    /// <summary>The pupil's main school when it was recorded, or that at which whoever recorded it works with a pupil who has two.</summary>
    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>As it was named; the directory says when another entry is meant by now.</summary>
    public AgencyId AgencyId { get; private set; }

    /// <summary>Who of the family was told.</summary>
    public ContactId ToldContactId { get; private set; }
    public DateTimeOffset ToldAt { get; private set; }

    /// <summary>Safeguarding when the agency, as it was then, offers anything of it, or whoever recorded it says so.</summary>
    public SensitivityLabel Label { get; private set; }
    public string? Note { get; private set; }

    /// <summary>Why it was written down so long after.</summary>
    public string? LateReason { get; private set; }

    /// <summary>When the family is to be asked what became of it.</summary>
    public DateOnly? FollowUpOn { get; private set; }

    /// <summary>Null when a machine recorded it.</summary>
    public StaffId? RecordedById { get; private set; }
    public SignpostingOutcome? Outcome { get; private set; }
    public string? OutcomeNote { get; private set; }
    public DateTimeOffset? FollowedUpAt { get; private set; }

    /// <summary>Null when a machine did, or nobody yet.</summary>
    public StaffId? FollowedUpById { get; private set; }
    public string? VoidReason { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>For the triggers that keep tasks in step.</summary>
    public SignpostingStatus Status { get; private set; }

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => RecordedById is { } by ? [by] : [];

    string ITaskSource.TaskSourceKind => Code;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => Status switch
    {
        SignpostingStatus.Voided => TaskStanding.Moot,
        SignpostingStatus.FollowedUp when kind == WorkTaskKind.FollowUpSignposting => TaskStanding.Settled,
        _ => TaskStanding.Stands,
    };

    public IEnumerable<ChronologyMark> ChronologyMarks() => [new ChronologyMark(PupilId, ToldAt, Label, VoidedAt is not null)];

    /// <param name="policy">Its time rule of late records holds here too.</param>
    public static Result<Signposting> Record(
        TrustId trustId, SchoolId school, PupilId pupil, Agency agency, NewSignposting told, SupportSessionPolicy policy, StaffId? by, DateTimeOffset now)
    {
        var least = AgencyRules.LabelOf(agency.Services);
        if (Refusal(told, least, policy, now) is { } refused)
        {
            return refused;
        }

        return new Signposting(trustId, now)
        {
            SchoolId = school,
            PupilId = pupil,
            AgencyId = agency.Id,
            ToldContactId = told.ToldContactId,
            ToldAt = told.At.ToUniversalTime(),
            Label = told.Label ?? least,
            Note = Guard.OptionalText(told.Note, Limits.Text),
            LateReason = Guard.OptionalText(told.LateReason, Limits.Reason),
            FollowUpOn = told.FollowUpOn,
            RecordedById = by,
        };
    }

    /// <summary>Says what became of it, once.</summary>
    public Result FollowUp(SignpostingOutcome outcome, string? note, StaffId? by, DateTimeOffset now)
    {
        if (Refused(SignpostingAction.FollowUp) is { } refused)
        {
            return refused;
        }

        (Status, Outcome, OutcomeNote) = (SignpostingStatus.FollowedUp, outcome, Guard.OptionalText(note, Limits.Text));
        (FollowedUpAt, FollowedUpById) = (now, by);
        return Result.Success;
    }

    /// <summary>Takes it out of lists; what it says stays.</summary>
    public Result Void(string reason, DateTimeOffset now)
    {
        if (Refused(SignpostingAction.Void) is { } refused)
        {
            return refused;
        }

        (Status, VoidReason, VoidedAt) = (SignpostingStatus.Voided, Guard.Text(reason, Limits.Reason), now);
        return Result.Success;
    }

    /// <summary>What its state allows, whoever asks.</summary>
    public static IReadOnlyList<SignpostingAction> AllowedActions(SignpostingStatus status) => States.AllowedIn(status);

    private static readonly StateTable<SignpostingStatus, SignpostingAction> States = new()
    {
        { SignpostingStatus.Told, SignpostingAction.FollowUp, SignpostingStatus.FollowedUp },
        { SignpostingStatus.Told, SignpostingAction.Void, SignpostingStatus.Voided },
        { SignpostingStatus.FollowedUp, SignpostingAction.Void, SignpostingStatus.Voided },
    };

    private static Error? Refusal(NewSignposting told, SensitivityLabel least, SupportSessionPolicy policy, DateTimeOffset now) => told switch
    {
        _ when told.At > now + ClockSlack => SignpostingErrors.InTheFuture.At("/at"),
        { FollowUpOn: { } day } when day < LondonTime.DateOf(told.At) || day < LondonTime.DateOf(now) => SignpostingErrors.FollowUpBefore.At("/followUpOn"),
        { Label: { } label } when label < least || label is not (SensitivityLabel.Pastoral or SensitivityLabel.Safeguarding) => SignpostingErrors.Label.At("/label"),
        _ => SupportSessionPlan.TooLate(told.LateReason, told.At, policy, now),
    };

    private Error? Refused(SignpostingAction action) => States.Move(Status, action).Error;
}

public enum SignpostingStatus
{
    Told,
    FollowedUp,
    Voided,
}

/// <summary>A signposting as it is first told.</summary>
/// <param name="Label">That of the agency's services when null; it may be raised.</param>
public sealed record NewSignposting(ContactId ToldContactId, DateTimeOffset At, DateOnly? FollowUpOn, string? Note, string? LateReason, SensitivityLabel? Label = null);
