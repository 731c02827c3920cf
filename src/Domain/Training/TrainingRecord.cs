using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Training;

/// <summary>What may be said of a booking, and revised until it is completed.</summary>
public sealed record TrainingBooking(DateOnly BookedFor, string? Provider, string? Note);

/// <summary>What is said of training that has taken place.</summary>
/// <param name="ExpiresOn">The last day, when the certificate ends sooner than the policy says.</param>
/// <param name="CertificateNumber">As printed on the certificate.</param>
public sealed record TrainingOutcome(DateOnly CompletedOn, DateOnly? ExpiresOn, string? CertificateNumber);

/// <summary>
/// One course, check or licence of one member of staff, from its booking to its end. Its days are stored once, on
/// completion, so that a later policy never changes who was competent on a day.
/// </summary>
public sealed class TrainingRecord : AggregateRoot<TrainingRecordId>, ISchoolOwned, ITaskSource
{
    public const int CertificateNumberMax = 100;

    private TrainingRecord(TrustId trustId, SchoolId schoolId, StaffId staffId, TrainingType type, StaffId? by, DateTimeOffset now)
        : base(trustId, TrainingRecordId.From(Guid.CreateVersion7(now)), now) =>
        (SchoolId, StaffId, Type, RecordedById) = (schoolId, staffId, type, by);

    private TrainingRecord() { }

    /// <summary>The school that keeps the record; the training counts at every school of the trust.</summary>
    public SchoolId SchoolId { get; private set; }

    /// <summary>Whose training it is.</summary>
    public StaffId StaffId { get; private set; }
    public TrainingType Type { get; private set; }

    /// <summary>As stored: never expiring or expired, which a day decides.</summary>
    public TrainingStatus Status { get; private set; }
    public DateOnly? BookedFor { get; private set; }
    public DateOnly? CompletedOn { get; private set; }

    /// <summary>The first day on which it counts as expiring; null when it does not expire.</summary>
    public DateOnly? ExpiringFrom { get; private set; }

    /// <summary>The last day on which it counts; null when it does not expire.</summary>
    public DateOnly? ExpiresOn { get; private set; }
    public string? Provider { get; private set; }
    public string? CertificateNumber { get; private set; }
    public string? Note { get; private set; }
    public string? CancelReason { get; private set; }

    /// <summary>The first day on which it counts no longer; the day of completion when it never did.</summary>
    public DateOnly? RevokedOn { get; private set; }
    public string? RevokeReason { get; private set; }

    /// <summary>Who first recorded it; null when a machine did.</summary>
    public StaffId? RecordedById { get; private set; }

    string ITaskSource.TaskSourceKind => TrainingRules.TaskSourceKind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => TrainingRules.StandingOf(Status);

    public static TrainingRecord Book(
        TrustId trustId, SchoolId schoolId, StaffId staffId, TrainingType type, TrainingBooking booking, StaffId? by, DateTimeOffset now)
    {
        var record = new TrainingRecord(trustId, schoolId, staffId, type, by, now) { Status = TrainingStatus.Booked };
        record.Take(booking);
        return record;
    }

    /// <summary>Records training that took place without a booking.</summary>
    public static Result<TrainingRecord> Record(
        TrustId trustId, SchoolId schoolId, StaffId staffId, TrainingType type, TrainingBooking about, TrainingOutcome outcome, TrainingPolicy policy,
        StaffId? by, DateTimeOffset now)
    {
        var record = Book(trustId, schoolId, staffId, type, about, by, now);
        record.BookedFor = null;
        return record.Complete(outcome, policy, LondonTime.DateOf(now)) is { IsSuccess: false } refused ? refused.Error : record;
    }

    public Result Revise(TrainingBooking booking)
    {
        if (TrainingRules.States.Move(Status, TrainingAction.Revise) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        Take(booking);
        return Result.Success;
    }

    /// <param name="policy">The school's, of the day of completion.</param>
    public Result Complete(TrainingOutcome outcome, TrainingPolicy policy, DateOnly today)
    {
        var move = TrainingRules.States.Move(Status, TrainingAction.Complete);
        var latest = policy.LastDay(Type, outcome.CompletedOn);
        if ((move.Error ?? Refusal(outcome, latest, today)) is { } error)
        {
            return error;
        }

        (Status, CompletedOn, ExpiresOn) = (move.Value, outcome.CompletedOn, outcome.ExpiresOn ?? latest);
        ExpiringFrom = ExpiresOn is { } last ? Later(last.AddDays(-policy.ExpiringDays), outcome.CompletedOn) : null;
        CertificateNumber = Guard.OptionalText(outcome.CertificateNumber, CertificateNumberMax);
        return Result.Success;
    }

    public Result Cancel(string reason)
    {
        var move = TrainingRules.States.Move(Status, TrainingAction.Cancel);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        (Status, CancelReason) = (move.Value, Guard.Text(reason, Limits.Reason));
        return Result.Success;
    }

    /// <summary>Takes it back from a day on. What was done before that day stays covered.</summary>
    /// <param name="from">The first day on which it counts no longer.</param>
    public Result Revoke(DateOnly from, string reason, DateOnly today)
    {
        var move = TrainingRules.States.Move(Status, TrainingAction.Revoke);
        if ((move.Error ?? (from > today ? TrainingErrors.NotYet.At("/revokedOn") : null)
            ?? (from < CompletedOn ? TrainingErrors.RevokedBeforeCompletion.At("/revokedOn") : null)) is { } error)
        {
            return error;
        }

        (Status, RevokedOn, RevokeReason) = (move.Value, from, Guard.Text(reason, Limits.Reason));
        return Result.Success;
    }

    private void Take(TrainingBooking booking) =>
        (BookedFor, Provider, Note) = (booking.BookedFor, Guard.OptionalText(booking.Provider, Limits.Title), Guard.OptionalText(booking.Note, Limits.Text));

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static Error? Refusal(TrainingOutcome outcome, DateOnly? latest, DateOnly today) => outcome switch
    {
        _ when outcome.CompletedOn > today => TrainingErrors.NotYet.At("/completedOn"),
        _ when outcome.ExpiresOn < outcome.CompletedOn => TrainingErrors.ExpiresBeforeCompletion.At("/expiresOn"),
        _ when outcome.ExpiresOn > latest => TrainingErrors.ExpiresTooLate.With("latest", latest!.Value).At("/expiresOn"),
        _ => null,
    };
}
