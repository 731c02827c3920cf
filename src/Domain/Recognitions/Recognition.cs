using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Domain.Recognitions;

/// <summary>
/// A positive note about one pupil, or about several at once, written so that it can go home as a card. It is never rewritten:
/// whoever was mistaken voids it with a reason and writes another.
/// </summary>
public sealed class Recognition : AggregateRoot<RecognitionId>, IChronicled
{
    public const string Code = "recognition";
    public const int MaxPupils = 40;

    /// <summary>What fits on a card.</summary>
    public const int TextMax = 1_000;
    public const int WordsMax = 500;

    /// <summary>How far ahead of the server's clock its time may lie.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private readonly List<RecognitionPupil> _pupils = [];

    private Recognition(TrustId trustId, SchoolId schoolId, StaffId? authorId, DateTimeOffset now)
        : base(trustId, RecognitionId.From(Guid.CreateVersion7(now)), now) => (SchoolId, AuthorId) = (schoolId, authorId);

    private Recognition() { }

    public SchoolId SchoolId { get; private set; }
    public RecognitionKind Kind { get; private set; }

    /// <summary>As it stands on the card.</summary>
    public string Text { get; private set; } = "";

    /// <summary>In the pupil's own words; on the card too.</summary>
    public string? PupilWords { get; private set; }

    /// <summary>For colleagues; never on the card.</summary>
    public string? StaffNote { get; private set; }
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>Who wrote it; null when a machine did.</summary>
    public StaffId? AuthorId { get; private set; }
    public SupportProgrammeId? ProgrammeId { get; private set; }
    public SupportSessionId? SupportSessionId { get; private set; }
    public ObservationId? ObservationId { get; private set; }
    /// <summary>Why it was written down so long after.</summary>
    public string? LateReason { get; private set; }
    public string? VoidReason { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    public IReadOnlyList<RecognitionPupil> Pupils => _pupils;

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => AuthorId is { } author ? [author] : [];

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        _pupils.Select(p => new ChronologyMark(p.PupilId, OccurredAt, SensitivityLabel.Pastoral, VoidedAt is not null));

    public static Result<Recognition> Record(TrustId trustId, NewRecognition told, StaffId? author, SupportSessionPolicy policy, DateTimeOffset now)
    {
        if (Refusal(told, policy, now) is { } refused)
        {
            return refused;
        }

        Guard.InRange(told.PupilIds.Count, 1, MaxPupils);
        var recognition = new Recognition(trustId, told.SchoolId, author, now)
        {
            Kind = told.Kind,
            Text = Guard.Text(told.Text, TextMax),
            PupilWords = Guard.OptionalText(told.PupilWords, WordsMax),
            StaffNote = Guard.OptionalText(told.StaffNote, Limits.Text),
            OccurredAt = told.OccurredAt.ToUniversalTime(),
            LateReason = Guard.OptionalText(told.LateReason, Limits.Reason),
            ProgrammeId = told.ProgrammeId,
            SupportSessionId = told.SupportSessionId,
            ObservationId = told.ObservationId,
        };
        recognition._pupils.AddRange(told.PupilIds.Select((id, i) => new RecognitionPupil(recognition, id, i)));
        return recognition;
    }

    /// <summary>Says that the cards of these pupils went home. Those that did already keep their time.</summary>
    public Result Share(IReadOnlyCollection<PupilId> pupils, StaffId? by, DateTimeOffset now)
    {
        RecognitionPupil[] left = [.. _pupils.Where(p => p.SharedHomeAt is null && pupils.Contains(p.PupilId))];
        if (VoidedAt is not null)
        {
            return StateErrors.InvalidTransition.With("allowedActions", AllowedActions(isVoid: true, isShared: false));
        }

        if (left.Length == 0)
        {
            return RecognitionErrors.AlreadyShared;
        }

        Array.ForEach(left, p => p.Share(by, now));
        return Result.Success;
    }

    /// <summary>Takes it out of every list; what it says stays.</summary>
    public Result Void(string reason, DateTimeOffset now)
    {
        if (VoidedAt is not null)
        {
            return StateErrors.InvalidTransition.With("allowedActions", AllowedActions(isVoid: true, isShared: false));
        }

        (VoidReason, VoidedAt) = (Guard.Text(reason, Limits.Reason), now);
        return Result.Success;
    }

    /// <summary>What its state allows, whoever asks.</summary>
    /// <param name="isShared">Whether the card of each of its pupils went home.</param>
    public static IReadOnlyList<RecognitionAction> AllowedActions(bool isVoid, bool isShared) =>
        isVoid ? [] : isShared ? [RecognitionAction.Void] : [RecognitionAction.Share, RecognitionAction.Void];

    private static Error? Refusal(NewRecognition told, SupportSessionPolicy policy, DateTimeOffset now) => told switch
    {
        _ when told.PupilIds.Distinct().Count() < told.PupilIds.Count => ObservationErrors.DuplicatePupil.At("/pupilIds"),
        { PupilWords: not null, PupilIds.Count: > 1 } => RecognitionErrors.WordsOfOne.At("/pupilWords"),
        _ when told.OccurredAt > now + ClockSlack => RecognitionErrors.InTheFuture.At("/occurredAt"),
        _ => SupportSessionPlan.TooLate(told.LateReason, told.OccurredAt, policy, now),
    };
}

/// <summary>A recognition as it is first told.</summary>
public sealed record NewRecognition
{
    public required SchoolId SchoolId { get; init; }
    public required IReadOnlyList<PupilId> PupilIds { get; init; }
    public required RecognitionKind Kind { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public string? LateReason { get; init; }
    public string? PupilWords { get; init; }
    public string? StaffNote { get; init; }
    public SupportProgrammeId? ProgrammeId { get; init; }
    public SupportSessionId? SupportSessionId { get; init; }
    public ObservationId? ObservationId { get; init; }
}

/// <summary>One pupil who is recognised. Nobody learns from it of another.</summary>
public sealed class RecognitionPupil : IPartOf<Recognition>
{
    internal RecognitionPupil(Recognition recognition, PupilId pupilId, int position) =>
        (TrustId, RecognitionId, PupilId, Position) = (recognition.TrustId, recognition.Id, pupilId, position);

    private RecognitionPupil() { }

    public TrustId TrustId { get; private set; }
    public RecognitionId RecognitionId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>When somebody said that this pupil's card went home.</summary>
    public DateTimeOffset? SharedHomeAt { get; private set; }
    public StaffId? SharedById { get; private set; }

    Guid IPart.RootId => RecognitionId.Value;

    internal void Share(StaffId? by, DateTimeOffset now) => (SharedHomeAt, SharedById) = (now, by);
}
