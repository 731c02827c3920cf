using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Plans;

/// <content>How it keeps its versions.</content>
public sealed partial class Plan
{
    /// <summary>The roles of which one each is still to approve; empty when nothing is missing.</summary>
    public IReadOnlyList<IReadOnlyList<Role>> MissingApprovers()
    {
        var given = Approving().Select(a => a.AsRole).ToHashSet();
        IReadOnlyList<Role>[] needed = PlanRisk.NeedsHead(Content) ? [PlanTypes.Of(Type).Approvers, [Role.Headteacher]] : [PlanTypes.Of(Type).Approvers];
        return [.. needed.Where(roles => !roles.Any(given.Contains))];
    }

    /// <summary>Whether that person's roles decide on plans of this type.</summary>
    public bool MayDecide(PlanApprover by) => RoleOf(by) is not null;

    /// <summary>Whether the signature is on what is in review or, when nothing is, in force.</summary>
    public bool IsOnCurrentVersion(PlanSignature signature) =>
        Signable() is { } current && current.Number == signature.VersionNumber && signature.ContentHash.AsSpan().SequenceEqual(current.ContentHash);

    /// <summary>What is signed now: what is in review or, when nothing is, in force.</summary>
    public PlanContent SignedContent() => VersionState == PlanVersionState.Draft ? InForceContent() ?? Content : Content;

    /// <summary>What is in force; null before the first activation.</summary>
    public PlanContent? InForceContent() =>
        InForceVersion is not { } number ? null : number == VersionNumber ? Content : new PlanContent(VersionOf(number).Text()!);

    /// <summary>What the state allows now, whoever asks.</summary>
    public IReadOnlyList<PlanAction> AllowedActions() =>
        [.. PlanRules.AllowedActions(Status, VersionState, Type, IsInterim, InForceVersion is not null).Where(a => a != PlanAction.Close || !NeedsReview)];

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        [new ChronologyMark(PupilId, ActivatedAt ?? RecordedAt, PlanTypes.Of(Type).Label, IsVoid: false)];

    string ITaskSource.TaskSourceKind => PlanRules.Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => PlanRules.StandingOf(kind, Status, IsPending);

    internal void SupersedeAt(DateTimeOffset now)
    {
        if (PlanRules.IsInForce(Status))
        {
            EndSuspension(now);
            (Status, EndedAt, StateReason, IsInterim, ReviewDueOn, DrillDueOn) = (PlanStatus.Superseded, now, null, false, null, null);
            if (VersionState is PlanVersionState.Draft or PlanVersionState.InReview)
            {
                Latest.Withdraw(Bytes(), "Superseded", now);
                (VersionNumber, VersionState) = (InForceVersion!.Value, PlanVersionState.Frozen);
                Take(new PlanContent(Latest.Text()!));
                Gather();
            }
        }
    }

    private PlanVersion VersionOf(int number) => _versions.Find(v => v.Number == number) ?? throw new InvalidOperationException("The versions of the plan are not loaded.");

    private byte[] Bytes() => PlanJson.Freeze(new PlanText(this, VersionNumber, Content));

    private void Take(PlanContent content)
    {
        Content = content;
        (Title, StartsOn, EndsOn, NeedArea) = (Guard.Text(content.Title, Limits.Title), content.StartsOn, content.EndsOn, content.NeedArea);
        SubjectKey = PlanTypes.SubjectKeyOf(Type, content);
    }

    private void Gather()
    {
        // The designated teacher and evacuation assistants have to sign, and so to read.
        var said = new[] { InForceContent(), Content }.OfType<PlanContent>().ToArray();
        var named = said.SelectMany(c => c.Contributors.Select(x => x.StaffId).Append(c.Details?.LacPep?.DesignatedTeacherId).Concat(AssistantsOf(c))).OfType<StaffId>();
        Guid[] assistants = [.. AssistantsOf(said[0]).Select(s => s!.Value.Value).Distinct()];
        AssistantIds = AssistantIds.SequenceEqual(assistants) ? AssistantIds : assistants;
        Guid[] team = [.. named.Append(OwnerId).Append(AuthorId).Select(s => s.Value).Distinct().Order()];
        TeamIds = TeamIds.SequenceEqual(team) ? TeamIds : team;
    }

    private static IEnumerable<StaffId?> AssistantsOf(PlanContent content) => content.Details?.Peep?.Assistants.Select(a => (StaffId?)a.StaffId) ?? [];

    private void Open(IEnumerable<StaffId> authors, DateTimeOffset now)
    {
        LastVersion++;
        (VersionNumber, VersionState) = (LastVersion, PlanVersionState.Draft);
        _versions.Add(new PlanVersion(this, VersionNumber, authors, now));
    }

    private void ReopenAfterRejection(DateTimeOffset now)
    {
        var rejected = Latest;
        if (rejected.State == PlanVersionState.Frozen)
        {
            Open(rejected.AuthorIds, now);
        }
        else if (_signatures.Exists(s => s.VersionNumber == rejected.Number))
        {
            rejected.Withdraw(rejected.Content!, "Rejected", now);
            Open(rejected.AuthorIds, now);
        }
        else
        {
            rejected.ReturnToDraft();
            VersionState = PlanVersionState.Draft;
        }
    }

    private void Enforce(PlanAction action, Plan? superseded, DateTimeOffset now)
    {
        Status = Next(action);
        if (VersionState != PlanVersionState.Frozen)
        {
            Latest.Freeze(now);
            (VersionState, InForceVersion) = (PlanVersionState.Frozen, VersionNumber);
        }

        ActivatedAt ??= now;
        Gather();
        superseded?.SupersedeAt(now);
    }

    private Error? SupersedingRefusal(Plan? superseded) => superseded switch
    {
        _ when SupersedesId is null || InForceVersion is not null => null,
        { } before when before.Id == SupersedesId => NewPlan.Refusal(before, PupilId, Type),
        _ => PlanErrors.NotSuperseding,
    };

    private Error? SubjectRefusal(PlanContent content) =>
        InForceVersion is not null && PlanTypes.SubjectKeyOf(Type, content) != SubjectKey ? PlanErrors.SubjectFixed.At("/details") : null;

    /// <summary>The first day of what was ever in force; null when nothing was.</summary>
    private DateOnly? FirstDay() =>
        _versions.Where(v => v.State == PlanVersionState.Frozen).Select(v => (DateOnly?)v.Text()!.StartsOn).Min();

    private HashSet<Guid> KnownTargets() =>
        [.. _versions.Select(v => v.Text()).OfType<PlanContent>().Append(Content).SelectMany(c => c.Targets).Select(t => t.Id).OfType<Guid>()];

    /// <summary>The approvals that count for the version since it was last asked for.</summary>
    private IEnumerable<PlanApproval> Approving() =>
        _approvals.Where(a => a.VersionNumber == VersionNumber && a.Decision == PlanDecision.Approved && a.At >= Latest.RequestedAt);

    /// <summary>The role in which that person decides: as head where one is needed.</summary>
    private Role? RoleOf(PlanApprover by)
    {
        Role[] held = [.. PlanTypes.Of(Type).Approvers.Where(by.Roles.Contains)];
        return held.Length == 0 ? null : PlanRisk.NeedsHead(Content) && held.Contains(Role.Headteacher) ? Role.Headteacher : held[0];
    }

    /// <summary>The version that can be signed now, whoever signs; null when none can.</summary>
    public PlanVersion? ToSign() => AllowedActions().Contains(PlanAction.Sign) ? Signable() : null;

    /// <summary>Whether that person, who is no member of staff, has signed what can be signed now.</summary>
    public bool HasSigned(PlanSignatory signatory, ContactId? contact) =>
        _signatures.Exists(s => s.SignedAs == signatory && s.ContactId == contact && (contact is not null || signatory == PlanSignatory.Pupil) && IsOnCurrentVersion(s));

    /// <summary>The assistants who have not signed the version in force or, before there is one, the one in review. A signed text keeps its number.</summary>
    public IEnumerable<StaffId> AssistantsToSign() => AssistantIds.Select(a => new StaffId(a)).Where(a =>
        !_signatures.Exists(s => s.SignedAs == PlanSignatory.EvacuationAssistant && s.StaffId == a && s.VersionNumber == (InForceVersion ?? VersionNumber)));

    /// <summary>The number of the version to which a signature would go; null when there is none.</summary>
    internal int? SignableNumber => VersionState is PlanVersionState.InReview or PlanVersionState.Frozen ? VersionNumber : InForceVersion;

    private PlanVersion? Signable() => SignableNumber is { } number ? VersionOf(number) : null;

    private Error? SigningRefusal(PlanSigning signing, PlanVersion version) => this switch
    {
        // What was signed on paper may have been changed since, under the same number.
        _ when signing.ContentHash is { } named && !string.Equals(named, Convert.ToHexStringLower(version.ContentHash!), StringComparison.OrdinalIgnoreCase) =>
            PlanErrors.SignedOtherText.At("/contentHash"),
        _ when signing.As == PlanSignatory.Parent && PlanViews.AreWithheldFromParents(version.Text()!.Views) => PlanErrors.WithheldFromParents.At("/as"),
        _ when _signatures.Count >= MaxSignatures => PlanErrors.TooManySignatures,
        _ when _signatures.Exists(s => s.IsOf(this, signing, version)) => PlanErrors.SignedAlready,
        _ => null,
    };

    private IEnumerable<PlanBlocker> OwnBlockers()
    {
        if (InForceVersion is not null && VersionState is PlanVersionState.Draft or PlanVersionState.InReview)
        {
            yield return new PlanBlocker("open_revision", null);
        }

        if (NeedsReview)
        {
            yield return new PlanBlocker("no_review", null);
        }
    }

    /// <param name="cycle">In which the sign-off was given; any when null.</param>
    private Error? SignOffRefusal(int version, int? cycle) =>
        PlanTypes.Of(Type).SignOff is { } signatory && !_signatures.Exists(s => s.SignedAs == signatory && s.VersionNumber == version && (cycle is null || s.CycleNumber == cycle) && IsOf(s, version))
            ? PlanErrors.SignOffMissing.With("signatory", signatory)
            : null;

    private bool IsOf(PlanSignature signature, int version) => signature.ContentHash.AsSpan().SequenceEqual(VersionOf(version).ContentHash);

    private static Error? Incomplete(IEnumerable<Fault> gaps) => gaps.ToArray() is { Length: > 0 } faults ? PlanErrors.Incomplete with { Faults = [.. faults] } : null;

    private Error? TooManyVersions() => LastVersion >= MaxVersions ? PlanErrors.TooManyVersions : null;

    private Error? TooManyDecisions() => _approvals.Count >= MaxDecisions ? PlanErrors.TooManyDecisions : null;

    private Error? Allowed(PlanAction action, Error? orElse = null) => AllowedActions().Contains(action) ? null : orElse ?? Refused();

    private Error Refused() => StateErrors.InvalidTransition.With("allowedActions", AllowedActions());

    private PlanStatus Next(PlanAction action) => PlanRules.States.Move(Status, action).Value;

    private Result Move(PlanAction action)
    {
        if (Allowed(action) is { } refused)
        {
            return refused;
        }

        Status = Next(action);
        return Result.Success;
    }
}
