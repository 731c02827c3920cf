using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.InformationShares;

/// <summary>
/// An entry of the log of what was shared about a pupil, or was not: with whom, by what right and by whose decision. It is never
/// rewritten. Only what its basis lacked is added once; whoever was mistaken voids it with a reason and records another.
/// </summary>
public sealed class InformationShare : AggregateRoot<InformationShareId>, IChronicled, ITaskSource
{
    public const string Code = "information_share";
    public const int ToMax = 200;
    public const int MaxRecords = 100;

    /// <summary>How far ahead of the server's clock its time may lie.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private InformationShare(TrustId trustId, DateTimeOffset now) : base(trustId, InformationShareId.From(Guid.CreateVersion7(now)), now) { }

    private InformationShare() { }

    /// <summary>The pupil's main school when it was recorded.</summary>
    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }
    public InformationShareStatus Status { get; private set; }
    public InformationShareDecision Decision { get; private set; }

    /// <summary>What was shared or asked for.</summary>
    public string What { get; private set; } = "";

    /// <summary>With whom it was shared, or who asked.</summary>
    public string To { get; private set; } = "";

    /// <summary>Why it was shared or refused.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Null only when it was refused.</summary>
    public Article6Basis? Article6 { get; private set; }
    public Article9Condition? Article9 { get; private set; }
    public Schedule1Condition? Schedule1 { get; private set; }

    /// <summary>Who named what its basis lacked, afterwards.</summary>
    public StaffId? BasisCompletedById { get; private set; }
    public DateTimeOffset? BasisCompletedAt { get; private set; }
    public InformationShareMethod? Method { get; private set; }

    /// <summary>When it was shared or refused.</summary>
    public DateTimeOffset SharedAt { get; private set; }

    /// <summary>Why it was written down so long after.</summary>
    public string? LateReason { get; private set; }

    /// <summary>That of the most sensitive of what was shared.</summary>
    public SensitivityLabel Label { get; private set; }

    /// <summary>The document that left.</summary>
    public DocumentId? DocumentId { get; private set; }

    /// <summary>With which agency of the directory.</summary>
    public AgencyId? AgencyId { get; private set; }

    /// <summary>For which referral.</summary>
    public ReferralId? ReferralId { get; private set; }

    /// <summary>Records of the pupil that were shared.</summary>
    public Guid[] RecordIds { get; private set; } = [];

    /// <summary>Whose decision it was; null for a machine.</summary>
    public StaffId? DecidedById { get; private set; }
    public string? VoidReason { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    public LawfulBasis? Basis => Article6 is { } article6 ? new LawfulBasis(article6, Article9, Schedule1) : null;

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => DecidedById is { } by ? [by] : [];

    string ITaskSource.TaskSourceKind => Code;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => this switch
    {
        { Status: InformationShareStatus.Voided } => TaskStanding.Moot,
        _ when kind == WorkTaskKind.CompleteLawfulBasis && FindingsOf(Decision, Basis, Label).Count == 0 => TaskStanding.Settled,
        _ => TaskStanding.Stands,
    };

    public IEnumerable<ChronologyMark> ChronologyMarks() => [new ChronologyMark(PupilId, SharedAt, Label, Status == InformationShareStatus.Voided)];

    /// <summary>Records what somebody tells of.</summary>
    /// <param name="policy">Its time rule of late records holds here too.</param>
    public static Result<InformationShare> Record(TrustId trustId, NewInformationShare told, SupportSessionPolicy policy, StaffId? by, DateTimeOffset now) =>
        SupportSessionPlan.TooLate(told.LateReason, told.SharedAt, policy, now) is { } late ? late : Record(trustId, told, by, now);

    /// <summary>Records what happens now.</summary>
    public static Result<InformationShare> Record(TrustId trustId, NewInformationShare told, StaffId? by, DateTimeOffset now)
    {
        if ((told.Basis?.Refusal ?? (told.SharedAt > now + ClockSlack ? InformationShareErrors.InTheFuture.At("/sharedAt") : null)) is { } refused)
        {
            return refused;
        }

        if (told is { Decision: InformationShareDecision.Shared, Basis: null })
        {
            throw new ArgumentException("Nothing is shared without a basis.", nameof(told));
        }

        Guard.InRange(told.RecordIds.Count, 0, MaxRecords);
        return new InformationShare(trustId, now)
        {
            SchoolId = told.SchoolId,
            PupilId = told.PupilId,
            Decision = told.Decision,
            What = Guard.Text(told.What, Limits.Text),
            To = Guard.Text(told.To, ToMax),
            Reason = Guard.Text(told.Reason, Limits.Text),
            Article6 = told.Basis?.Article6,
            Article9 = told.Basis?.Article9,
            Schedule1 = told.Basis?.Schedule1,
            Method = told.Method,
            SharedAt = told.SharedAt.ToUniversalTime(),
            LateReason = Guard.OptionalText(told.LateReason, Limits.Reason),
            Label = told.Label,
            DocumentId = told.DocumentId,
            AgencyId = told.AgencyId,
            ReferralId = told.ReferralId,
            RecordIds = [.. told.RecordIds.Distinct()],
            DecidedById = by,
        };
    }

    /// <summary>Names the conditions that were missing, so that the basis is whole.</summary>
    public Result CompleteBasis(Article9Condition? article9, Schedule1Condition? schedule1, StaffId? by, DateTimeOffset now)
    {
        if ((Refused(InformationShareAction.CompleteBasis) ?? RefusedPart(article9, schedule1)) is { } refused)
        {
            return refused;
        }

        (Article9, Schedule1, BasisCompletedById, BasisCompletedAt) = (Article9 ?? article9, Schedule1 ?? schedule1, by, now);
        return Result.Success;
    }

    private Error? RefusedPart(Article9Condition? article9, Schedule1Condition? schedule1)
    {
        var whole = Basis! with { Article9 = Article9 ?? article9, Schedule1 = Schedule1 ?? schedule1 };
        return whole switch
        {
            _ when article9 is not null && article9 != whole.Article9 => InformationShareErrors.BasisNamed.At("/article9"),
            _ when schedule1 is not null && schedule1 != whole.Schedule1 => InformationShareErrors.BasisNamed.At("/schedule1"),
            _ => whole.Refusal ?? whole.LacksFor(Label),
        };
    }

    /// <summary>Takes it out of every list; what it says stays.</summary>
    public Result Void(string reason, DateTimeOffset now)
    {
        if (Refused(InformationShareAction.Void) is { } refused)
        {
            return refused;
        }

        (Status, VoidReason, VoidedAt) = (InformationShareStatus.Voided, Guard.Text(reason, Limits.Reason), now);
        return Result.Success;
    }

    /// <summary>What is missing in it. Under a refusal nothing was shared, so that its basis lacks nothing.</summary>
    public static IReadOnlyList<InformationShareFinding> FindingsOf(InformationShareDecision decision, LawfulBasis? basis, SensitivityLabel label) => basis switch
    {
        null => [],
        _ when decision != InformationShareDecision.Shared => [],
        _ when basis.LacksArticle9(label) => [InformationShareFinding.Article9ConditionMissing],
        _ => basis.LacksSchedule1 ? [InformationShareFinding.Schedule1ConditionMissing] : [],
    };

    /// <summary>What its state allows, whoever asks.</summary>
    public static IReadOnlyList<InformationShareAction> AllowedActions(InformationShareStatus status, bool hasFindings) => status switch
    {
        InformationShareStatus.Voided => [],
        _ => hasFindings ? [InformationShareAction.CompleteBasis, InformationShareAction.Void] : [InformationShareAction.Void],
    };

    private Error? Refused(InformationShareAction action) => AllowedActions(Status, FindingsOf(Decision, Basis, Label).Count > 0) is var allowed && allowed.Contains(action)
        ? null
        : StateErrors.InvalidTransition.With("allowedActions", allowed);
}

/// <summary>An entry as it is first told.</summary>
public sealed record NewInformationShare
{
    public required SchoolId SchoolId { get; init; }
    public required PupilId PupilId { get; init; }
    public required InformationShareDecision Decision { get; init; }
    public required string What { get; init; }
    public required string To { get; init; }
    public required string Reason { get; init; }

    /// <summary>Null only for a refusal.</summary>
    public required LawfulBasis? Basis { get; init; }
    public required DateTimeOffset SharedAt { get; init; }
    public string? LateReason { get; init; }
    public required SensitivityLabel Label { get; init; }
    public InformationShareMethod? Method { get; init; }
    public DocumentId? DocumentId { get; init; }
    public AgencyId? AgencyId { get; init; }
    public ReferralId? ReferralId { get; init; }
    public IReadOnlyCollection<Guid> RecordIds { get; init; } = [];
}
