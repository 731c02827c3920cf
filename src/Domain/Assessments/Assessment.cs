using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Assessments;

/// <summary>
/// One assessment of one pupil by one norm version of one instrument: scores of its scales, never the wording or the
/// answers of items. Once submitted its scores are not changed; what is wrong is handed back or voided.
/// </summary>
public sealed class Assessment : AggregateRoot<AssessmentId>, IChronicled, ITaskSource
{
    private readonly List<AssessmentScore> _scores = [];

    private Assessment(TrustId trustId, AssessmentSubject subject, DateTimeOffset now) : base(trustId, AssessmentId.From(Guid.CreateVersion7(now)), now)
    {
        (SchoolId, PupilId, Respondent, AssessedById) = (subject.SchoolId, subject.PupilId, subject.Respondent, subject.AssessedById);
        (Instrument, NormVersion) = (subject.Instrument.Code, subject.Instrument.NormVersion);
    }

    private Assessment() { }

    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>The instrument's code.</summary>
    public string Instrument { get; private set; } = "";
    public string NormVersion { get; private set; } = "";
    public AssessmentRespondent Respondent { get; private set; }
    public AssessmentPurpose Purpose { get; private set; }

    /// <summary>The programme whose course it measures, if any.</summary>
    public SupportProgrammeId? ProgrammeId { get; private set; }
    public DateOnly AssessedOn { get; private set; }
    public AssessmentStatus Status { get; private set; }

    /// <summary>Null when the instrument has none, or a part of it is missing or not valid.</summary>
    public decimal? Total { get; private set; }
    public string? TotalBand { get; private set; }
    public string? ScaleReached { get; private set; }
    public string? Note { get; private set; }

    /// <summary>When the pupil is to be assessed again.</summary>
    public DateOnly? ReviewDueOn { get; private set; }

    /// <summary>Who made it, and answers for it.</summary>
    public StaffId AssessedById { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public StaffId? ModeratedById { get; private set; }
    public DateTimeOffset? ModeratedAt { get; private set; }
    public string? ModerationNote { get; private set; }

    /// <summary>Why it was last handed back.</summary>
    public string? ReturnReason { get; private set; }
    public DateTimeOffset? LockedAt { get; private set; }
    public string? VoidReason { get; private set; }

    /// <summary>In the order of the instrument's scales.</summary>
    public IReadOnlyList<AssessmentScore> Scores => _scores;

    string IChronicled.ChronologyKind => AssessmentRules.Kind;

    IEnumerable<StaffId> IChronicled.Owners => [AssessedById];

    string ITaskSource.TaskSourceKind => AssessmentRules.Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => AssessmentRules.StandingOf(kind, Status);

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        [new(PupilId, LondonTime.StartOf(AssessedOn), SensitivityLabel.Pastoral, Status == AssessmentStatus.Voided)];

    public static Result<Assessment> Draft(TrustId trustId, AssessmentSubject subject, AssessmentContent content, DateTimeOffset now)
    {
        if (!subject.Instrument.IsOpen)
        {
            return AssessmentErrors.InstrumentRetired.At("/instrument");
        }

        if (!subject.Instrument.Respondents.Contains(subject.Respondent))
        {
            return AssessmentErrors.WrongRespondent.At("/respondent");
        }

        if (content.AssessedOn < subject.BornOn)
        {
            return AssessmentErrors.BeforeBirth.At("/assessedOn");
        }

        var assessment = new Assessment(trustId, subject, now) { Status = AssessmentStatus.Draft };
        return assessment.Take(content, subject.Instrument, now) is { } refused ? refused : assessment;
    }

    public Result Revise(AssessmentContent content, Instrument instrument, DateTimeOffset now) =>
        (AssessmentRules.States.Move(Status, AssessmentAction.Revise).Error ?? Take(content, instrument, now)) is { } refused ? refused : Result.Success;

    public Result Submit(Instrument instrument, DateTimeOffset now)
    {
        var move = AssessmentRules.States.Move(Status, AssessmentAction.Submit);
        if ((move.Error ?? ScoreSheet.Missing(instrument, [.. _scores.Select(s => s.Scale)])) is { } refused)
        {
            return refused;
        }

        (Status, SubmittedAt, ReturnReason) = (move.Value, now, null);
        return Result.Success;
    }

    /// <summary>A colleague agrees.</summary>
    public Result Moderate(StaffId moderator, string? note, DateTimeOffset now)
    {
        var move = AssessmentRules.States.Move(Status, AssessmentAction.Moderate);
        if ((move.Error ?? (moderator == AssessedById ? AssessmentErrors.ModeratorIsAuthor : null)) is { } refused)
        {
            return refused;
        }

        (Status, ModeratedById, ModeratedAt, ModerationNote) = (move.Value, moderator, now, Guard.OptionalText(note, Limits.Text));
        return Result.Success;
    }

    /// <summary>A colleague does not: the author gets it back as a draft.</summary>
    public Result Return(StaffId moderator, string reason)
    {
        var move = AssessmentRules.States.Move(Status, AssessmentAction.Return);
        if ((move.Error ?? (moderator == AssessedById ? AssessmentErrors.ModeratorIsAuthor : null)) is { } refused)
        {
            return refused;
        }

        (Status, ReturnReason, SubmittedAt) = (move.Value, Guard.Text(reason, Limits.Reason), null);
        (ModeratedById, ModeratedAt, ModerationNote) = (null, null, null);
        return Result.Success;
    }

    public Result Lock(DateTimeOffset now)
    {
        var move = AssessmentRules.States.Move(Status, AssessmentAction.Lock);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        (Status, LockedAt) = (move.Value, now);
        return Result.Success;
    }

    public Result Void(string reason)
    {
        var move = AssessmentRules.States.Move(Status, AssessmentAction.Void);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        (Status, VoidReason) = (move.Value, Guard.Text(reason, Limits.Reason));
        return Result.Success;
    }

    private Error? Take(AssessmentContent content, Instrument instrument, DateTimeOffset now)
    {
        Error? refused = content switch
        {
            _ when content.AssessedOn > LondonTime.DateOf(now) => AssessmentErrors.InTheFuture.At("/assessedOn"),
            _ when content.ReviewDueOn <= content.AssessedOn => AssessmentErrors.DueBeforeAssessed.At("/reviewDueOn"),
            { ScaleReached: { } reached } when !instrument.IsSequential || instrument.Scales.All(s => s.Code != reached) =>
                AssessmentErrors.NotSequential.At("/scaleReached"),
            _ => null,
        };
        if (refused is not null)
        {
            return refused;
        }

        (AssessedOn, Purpose, ProgrammeId, ReviewDueOn) = (content.AssessedOn, content.Purpose, content.ProgrammeId, content.ReviewDueOn);
        (Total, TotalBand, ScaleReached) = (content.Scores.Total, content.Scores.TotalBand, content.ScaleReached);
        Note = Guard.OptionalText(content.Note, Limits.Text);
        TakeScores(content.Scores.Lines);
        return null;
    }

    // Rows that stay are changed, so that the audit says what became of each.
    private void TakeScores(IReadOnlyList<ScoreLine> lines)
    {
        _scores.RemoveAll(s => lines.All(l => l.Scale != s.Scale));
        for (var i = 0; i < lines.Count; i++)
        {
            if (_scores.Find(s => s.Scale == lines[i].Scale) is not { } score)
            {
                _scores.Add(score = new AssessmentScore(TrustId, Id, lines[i].Scale));
            }

            score.Take(lines[i], i);
        }

        _scores.Sort((a, b) => a.Position.CompareTo(b.Position));
    }
}
