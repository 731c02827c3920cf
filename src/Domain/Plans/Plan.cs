using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>
/// What adults have agreed for a pupil, in versions: one may be in force while the next is written. What was in force, signed or
/// given up is kept byte by byte.
/// </summary>
public sealed partial class Plan : AggregateRoot<PlanId>, IChronicled, Tasks.ITaskSource
{
    public const int MaxVersions = 200;
    public const int MaxDecisions = 500;
    public const int MaxSignatures = 500;

    private readonly List<PlanVersion> _versions = [];
    private readonly List<PlanApproval> _approvals = [];
    private readonly List<PlanSignature> _signatures = [];

    private Plan(TrustId trustId, NewPlan plan, DateTimeOffset now) : base(trustId, PlanId.From(Guid.CreateVersion7(now)), now) =>
        (SchoolId, PupilId, Type, SupersedesId, AuthorId, TemplateId, TemplateVersion) =
            (plan.SchoolId, plan.PupilId, plan.Type, plan.SupersedesId, plan.AuthorId, plan.Template?.TemplateId, plan.Template?.VersionNumber);

    private Plan() { }

    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }
    public PlanType Type { get; private set; }
    public PlanStatus Status { get; private set; }

    /// <summary>The pupil's key adult, who sees to the plan.</summary>
    public StaffId OwnerId { get; private set; }

    /// <summary>Who began it.</summary>
    public StaffId AuthorId { get; private set; }

    /// <summary>The plan whose place it takes.</summary>
    public PlanId? SupersedesId { get; private set; }

    /// <summary>The template that its first draft began with.</summary>
    public PlanTemplateId? TemplateId { get; private set; }
    public int? TemplateVersion { get; private set; }

    /// <summary>What version <see cref="VersionNumber"/> says.</summary>
    public PlanContent Content { get; private set; } = null!;

    /// <summary>The version being written, waiting or, when there is none, in force.</summary>
    public int VersionNumber { get; private set; }
    public PlanVersionState VersionState { get; private set; }

    /// <summary>The highest number given so far.</summary>
    public int LastVersion { get; private set; }

    /// <summary>The version that holds, held last or is suspended; null before the first.</summary>
    public int? InForceVersion { get; private set; }

    /// <summary>Whether the version in force has not been approved yet.</summary>
    public bool IsInterim { get; private set; }

    /// <summary>Why it came into force unapproved.</summary>
    public string? InterimReason { get; private set; }

    /// <summary>Since when some version of it has been in force.</summary>
    public DateTimeOffset? ActivatedAt { get; private set; }

    /// <summary>Why it is suspended or closed.</summary>
    public string? StateReason { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>By when it is to be reviewed.</summary>
    public DateOnly? ReviewDueOn { get; private set; }

    // From the content, for lists and constraints.
    public string Title { get; private set; } = "";
    public DateOnly StartsOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }
    public NeedArea? NeedArea { get; private set; }

    /// <summary>The activity or condition as compared; empty for types without.</summary>
    public string SubjectKey { get; private set; } = "";

    /// <summary>Staff whose own plan it is: key adult, author, and contributors, designated teacher and evacuation assistants of what is in force and of what is being written.</summary>
    public IReadOnlyList<Guid> TeamIds { get; private set; } = [];

    /// <summary>Of an evacuation plan: who helps the pupil out by what is in force or, before that, by its draft.</summary>
    public IReadOnlyList<Guid> AssistantIds { get; private set; } = [];

    public IReadOnlyList<PlanVersion> Versions => _versions;
    public IReadOnlyList<PlanApproval> Approvals => _approvals;
    public IReadOnlyList<PlanSignature> Signatures => _signatures;

    string IChronicled.ChronologyKind => PlanRules.Kind;

    IEnumerable<StaffId> IChronicled.Owners => TeamIds.Select(id => new StaffId(id));

    /// <summary>Whether somebody is to approve something of it.</summary>
    public bool IsPending => VersionState == PlanVersionState.InReview || IsInterim;

    /// <summary>The version of <see cref="Content"/>.</summary>
    public PlanVersion Latest => VersionOf(VersionNumber);

    public static Result<Plan> Draft(TrustId trustId, NewPlan birth, PlanContent content, PlanDay day)
    {
        var numbered = PlanTargets.Numbered(content, new HashSet<Guid>(), day.Now);
        if ((numbered.Error ?? PlanContentRules.RefusalOf(birth.Type, content, day.Policy, day.PartTimeSince)) is { } refused)
        {
            return refused;
        }

        var plan = new Plan(trustId, birth, day.Now) { OwnerId = birth.OwnerId };
        plan.Take(numbered.Value);
        plan.Open([birth.AuthorId], day.Now);
        plan.Gather();
        return plan;
    }

    /// <summary>Changes the draft; whoever does is an author of the version.</summary>
    public Result Edit(PlanContent content, StaffId ownerId, StaffId by, PlanDay day)
    {
        if (Allowed(PlanAction.Edit) is { } closed)
        {
            return PlanRules.IsOver(Status) ? closed : PlanErrors.Frozen.With("allowedActions", AllowedActions());
        }

        var numbered = PlanTargets.Numbered(content, KnownTargets(), day.Now);
        if ((numbered.Error ?? PlanContentRules.RefusalOf(Type, content, day.Policy, new[] { FirstDay(), day.PartTimeSince }.Min()) ?? SubjectRefusal(content)) is { } refused)
        {
            return refused;
        }

        if (PlanJson.Of(Content) != PlanJson.Of(numbered.Value))
        {
            Take(numbered.Value);
            Latest.AddAuthor(by);
        }

        OwnerId = ownerId;
        Gather();
        return Result.Success;
    }

    /// <summary>Asks for approval: from here on nobody changes the text.</summary>
    public Result RequestApproval(StaffId by, DateTimeOffset now, PlanConsultations needed = default)
    {
        var gaps = PlanContentRules.GapsOf(Type, Content).Concat(PlanDetailsRules.GapsOf(Content.Details?.PartTimeTimetable, needed));
        if ((Allowed(PlanAction.RequestApproval) ?? Incomplete(gaps)) is { } refused)
        {
            return refused;
        }

        Latest.Request(Bytes(), by, now);
        VersionState = PlanVersionState.InReview;
        Status = Next(PlanAction.RequestApproval);
        return Result.Success;
    }

    /// <summary>Approves the version in review, or the one in force as interim. The last approval that is needed puts it in force.</summary>
    /// <param name="superseded">The plan that <see cref="SupersedesId"/> names.</param>
    public Result Approve(PlanApprover by, string? comment, Plan? superseded, DateTimeOffset now)
    {
        var role = RoleOf(by);
        var refused = Allowed(PlanAction.Approve) ?? (role is null ? PlanErrors.NotAnApprover : null) ?? this switch
        {
            _ when Latest.AuthorIds.Contains(by.Id) => PlanErrors.OwnVersion,
            _ when Approving().Any(a => a.ById == by.Id) => PlanErrors.ApprovedAlready,
            _ => SignOffRefusal(Latest.Number, cycle: null) ?? SupersedingRefusal(superseded) ?? TooManyDecisions(),
        };
        if (refused is not null)
        {
            return refused;
        }

        _approvals.Add(new PlanApproval(this, VersionNumber, PlanDecision.Approved, by.Id, role!.Value, comment, now));
        if (MissingApprovers().Count == 0)
        {
            IsInterim = false;
            Enforce(PlanAction.Approve, superseded, now);
        }

        return Result.Success;
    }

    /// <summary>Sends the version back to its authors. A signed text is kept, and the draft goes on under the next number; so does the draft beside an interim one.</summary>
    public Result Reject(PlanApprover by, string comment, DateTimeOffset now)
    {
        var role = RoleOf(by);
        if ((Allowed(PlanAction.Reject) ?? (role is null ? PlanErrors.NotAnApprover : null) ?? TooManyVersions() ?? TooManyDecisions()) is { } refused)
        {
            return refused;
        }

        _approvals.Add(new PlanApproval(this, VersionNumber, PlanDecision.Rejected, by.Id, role!.Value, Guard.Text(comment, Limits.Text), now));
        Status = VersionState == PlanVersionState.Frozen ? Status : Next(PlanAction.Reject);
        ReopenAfterRejection(now);
        return Result.Success;
    }

    /// <summary>Opens the next version with what the one in force says.</summary>
    public Result Revise(StaffId by, DateTimeOffset now)
    {
        if ((Allowed(PlanAction.Revise) ?? TooManyVersions()) is { } refused)
        {
            return refused;
        }

        Open([by], now);
        return Result.Success;
    }

    /// <summary>Gives the next version up. Its text is kept under its number; what is in force stays.</summary>
    public Result WithdrawRevision(string reason, DateTimeOffset now)
    {
        if (Allowed(PlanAction.WithdrawRevision) is { } refused)
        {
            return refused;
        }

        Latest.Withdraw(Bytes(), reason, now);
        (VersionNumber, VersionState) = (InForceVersion!.Value, PlanVersionState.Frozen);
        Take(new PlanContent(Latest.Text()!));
        Gather();
        return Result.Success;
    }

    /// <summary>Puts a risk assessment in force before it is approved.</summary>
    public Result ActivateInterim(PlanApprover by, string reason, Plan? superseded, DateTimeOffset now)
    {
        var refused = (Type == PlanType.RiskAssessment ? null : PlanErrors.InterimNotApplicable)
            ?? Allowed(PlanAction.ActivateInterim)
            ?? (PlanTypes.InterimRoles.Any(by.Roles.Contains) ? null : PlanErrors.NotAnApprover)
            ?? Incomplete(PlanDetailsRules.GapsOf(Type, Content))
            ?? SupersedingRefusal(superseded);
        if (refused is not null)
        {
            return refused;
        }

        Latest.Request(Bytes(), by.Id, now);
        (IsInterim, InterimReason) = (true, Guard.Text(reason, Limits.Reason));
        Enforce(PlanAction.ActivateInterim, superseded, now);
        return Result.Success;
    }

    public Result StartReview() => Move(PlanAction.StartReview);

    /// <summary>Ends it for good.</summary>
    /// <param name="blockers">What is open outside the plan itself.</param>
    public Result Close(string reason, IReadOnlyList<PlanBlocker> blockers, DateTimeOffset now)
    {
        var moved = PlanRules.States.Move(Status, PlanAction.Close);
        PlanBlocker[] open = [.. OwnBlockers(), .. blockers];
        if (!moved.IsSuccess || open.Length > 0)
        {
            return moved.IsSuccess ? PlanErrors.CloseBlocked.With("blockers", open) : Refused();
        }

        if (VersionState == PlanVersionState.Draft)
        {
            Latest.Withdraw(Bytes(), reason, now);
            VersionState = PlanVersionState.Withdrawn;
        }

        EndSuspension(now);
        (Status, StateReason, EndedAt, ReviewDueOn, DrillDueOn) = (moved.Value, Guard.Text(reason, Limits.Reason), now, null, null);
        return Result.Success;
    }

    /// <summary>Signs the version in review, or else the one in force.</summary>
    public Result<PlanSignature> Sign(PlanSigning signing, DateTimeOffset now)
    {
        if ((signing.Refusal ?? Allowed(PlanAction.Sign, orElse: PlanErrors.NothingToSign)) is { } refused)
        {
            return refused;
        }

        var version = Signable()!;
        if (SigningRefusal(signing, version) is { } other)
        {
            return other;
        }

        var signature = new PlanSignature(this, version, signing, now);
        _signatures.Add(signature);
        return signature;
    }
}
