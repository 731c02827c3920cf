using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Domain.Observations;

/// <summary>
/// What somebody saw of one pupil, or of several at once. It is never rewritten: whoever was mistaken voids it with a
/// reason and writes another.
/// </summary>
public sealed class Observation : AggregateRoot<ObservationId>, IChronicled
{
    public const int MaxPupils = 40;

    /// <summary>How many assessments, how many programmes and how many plans one observation may bear on.</summary>
    public const int MaxLinks = 40;
    public const string Code = "observation";

    /// <summary>How far ahead of the server's clock its time may lie.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private readonly List<ObservationPupil> _pupils = [];
    private readonly List<ObservationLink> _links = [];

    private Observation(TrustId trustId, SchoolId schoolId, StaffId? authorId, DateTimeOffset now)
        : base(trustId, ObservationId.From(Guid.CreateVersion7(now)), now) => (SchoolId, AuthorId) = (schoolId, authorId);

    private Observation() { }

    public SchoolId SchoolId { get; private set; }
    public ObservationKind Kind { get; private set; }
    public string Text { get; private set; } = "";
    public DateTimeOffset ObservedAt { get; private set; }

    /// <summary>Who saw it; null when a machine recorded it.</summary>
    public StaffId? AuthorId { get; private set; }

    /// <summary>In which session it was seen.</summary>
    public SupportSessionId? SupportSessionId { get; private set; }
    /// <summary>Why it was written down so long after.</summary>
    public string? LateReason { get; private set; }
    public string? VoidReason { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    public IReadOnlyList<ObservationPupil> Pupils => _pupils;

    /// <summary>The assessments, programmes and plans that it bears on.</summary>
    public IReadOnlyList<ObservationLink> Links => _links;

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => AuthorId is { } author ? [author] : [];

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        _pupils.Select(p => new ChronologyMark(p.PupilId, ObservedAt, SensitivityLabel.Pastoral, VoidedAt is not null));

    public static Result<Observation> Record(TrustId trustId, NewObservation seen, StaffId? author, SupportSessionPolicy policy, DateTimeOffset now)
    {
        if (HasTwice(seen.PupilIds))
        {
            return ObservationErrors.DuplicatePupil.At("/pupilIds");
        }

        if (DuplicateLink(seen) is { } member)
        {
            return ObservationErrors.DuplicateLink.At(member);
        }

        if (seen.ObservedAt > now + ClockSlack)
        {
            return ObservationErrors.InTheFuture.At("/observedAt");
        }

        if (SupportSessionPlan.TooLate(seen.LateReason, seen.ObservedAt, policy, now) is { } late)
        {
            return late;
        }

        Guard.InRange(seen.PupilIds.Count, 1, MaxPupils);
        var observation = new Observation(trustId, seen.SchoolId, author, now)
        {
            Kind = seen.Kind,
            Text = Guard.Text(seen.Text, Limits.Text),
            ObservedAt = seen.ObservedAt.ToUniversalTime(),
            LateReason = Guard.OptionalText(seen.LateReason, Limits.Reason),
            SupportSessionId = seen.SupportSessionId,
        };
        observation._pupils.AddRange(seen.PupilIds.Select((id, i) => new ObservationPupil(observation, id, i)));
        observation.Link(seen.AssessmentIds, (i, id) => new ObservationLink(observation, i) { AssessmentId = id });
        observation.Link(seen.ProgrammeIds, (i, id) => new ObservationLink(observation, i) { ProgrammeId = id });
        observation.Link(seen.PlanIds, (i, id) => new ObservationLink(observation, i) { PlanId = id });
        return observation;
    }

    /// <summary>Takes it out of every list; the text stays.</summary>
    public Result Void(string reason, DateTimeOffset now)
    {
        if (VoidedAt is not null)
        {
            return StateErrors.InvalidTransition.With("allowedActions", AllowedActions(isVoid: true));
        }

        (VoidReason, VoidedAt) = (Guard.Text(reason, Limits.Reason), now);
        return Result.Success;
    }

    /// <summary>What its state allows, whoever asks.</summary>
    public static IReadOnlyList<ObservationAction> AllowedActions(bool isVoid) => isVoid ? [] : [ObservationAction.Void];

    private void Link<TId>(IReadOnlyList<TId> ids, Func<int, TId, ObservationLink> link)
    {
        var first = _links.Count;
        _links.AddRange(ids.Select((id, i) => link(first + i, id)));
    }

    private static string? DuplicateLink(NewObservation seen) =>
        HasTwice(seen.AssessmentIds) ? "/assessmentIds" : HasTwice(seen.ProgrammeIds) ? "/programmeIds" : HasTwice(seen.PlanIds) ? "/planIds" : null;

    private static bool HasTwice<TId>(IReadOnlyList<TId> ids) => ids.Distinct().Count() < ids.Count;
}

/// <summary>What was seen, as it is first told.</summary>
public sealed record NewObservation
{
    public required SchoolId SchoolId { get; init; }
    public required IReadOnlyList<PupilId> PupilIds { get; init; }
    public required ObservationKind Kind { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset ObservedAt { get; init; }
    public string? LateReason { get; init; }
    public SupportSessionId? SupportSessionId { get; init; }
    public IReadOnlyList<AssessmentId> AssessmentIds { get; init; } = [];
    public IReadOnlyList<SupportProgrammeId> ProgrammeIds { get; init; } = [];
    public IReadOnlyList<PlanId> PlanIds { get; init; } = [];
}

/// <summary>One pupil of whom something was seen. Nobody learns from it of another.</summary>
public sealed class ObservationPupil : IPartOf<Observation>
{
    internal ObservationPupil(Observation observation, PupilId pupilId, int position) =>
        (TrustId, ObservationId, PupilId, Position) = (observation.TrustId, observation.Id, pupilId, position);

    private ObservationPupil() { }

    public TrustId TrustId { get; private set; }
    public ObservationId ObservationId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Position { get; private set; }

    Guid IPart.RootId => ObservationId.Value;
}
