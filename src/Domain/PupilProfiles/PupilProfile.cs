using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.PupilProfiles;

public readonly record struct PupilProfileId(Guid Value) : ITypedId<PupilProfileId>
{
    public static PupilProfileId From(Guid value) => new(value);
}

/// <summary>
/// The one page that everybody who teaches a pupil should know: what the pupil is good at, what helps and what does not.
/// One for each pupil; what it said before stays beside it.
/// </summary>
public sealed class PupilProfile : AggregateRoot<PupilProfileId>, IChronicled
{
    public const string Code = "pupil_profile";
    public const int MaxPoints = 12;
    public const int MaxPoint = 300;
    public const int MaxCommunication = 1_000;

    private readonly List<PupilProfileEdition> _editions = [];

    private PupilProfile(TrustId trustId, SchoolId schoolId, PupilId pupilId, DateTimeOffset now)
        : base(trustId, PupilProfileId.From(Guid.CreateVersion7(now)), now) => (SchoolId, PupilId) = (schoolId, pupilId);

    private PupilProfile() { }

    /// <summary>The pupil's main school when it was last written.</summary>
    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>How often it has been written, from 1.</summary>
    public int Edition { get; private set; }
    public IReadOnlyList<string> Strengths { get; private set; } = [];
    public IReadOnlyList<string> Strategies { get; private set; } = [];
    public IReadOnlyList<string> Triggers { get; private set; } = [];
    public IReadOnlyList<string> WhatHelps { get; private set; } = [];
    public string? Communication { get; private set; }

    /// <summary>Who wrote it last; null when a machine did.</summary>
    public StaffId? WrittenById { get; private set; }
    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>What it said at each time, this one included.</summary>
    public IReadOnlyList<PupilProfileEdition> Editions => _editions;

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => [];

    public IEnumerable<ChronologyMark> ChronologyMarks() => [new ChronologyMark(PupilId, WrittenAt, SensitivityLabel.Pastoral, IsVoid: false)];

    public static PupilProfile Write(
        TrustId trustId, SchoolId schoolId, PupilId pupilId, PupilProfileText text, StaffId? author, DateTimeOffset now)
    {
        var profile = new PupilProfile(trustId, schoolId, pupilId, now);
        profile.Say(schoolId, text, author, now);
        return profile;
    }

    /// <summary>Replaces the whole page. The same text again makes no edition.</summary>
    public void Rewrite(SchoolId schoolId, PupilProfileText text, StaffId? author, DateTimeOffset now)
    {
        if (!text.Says(Strengths, Strategies, Triggers, WhatHelps, Communication))
        {
            Say(schoolId, text, author, now);
        }
    }

    private void Say(SchoolId schoolId, PupilProfileText text, StaffId? author, DateTimeOffset now)
    {
        (SchoolId, Edition, WrittenById, WrittenAt) = (schoolId, Edition + 1, author, now);
        (Strengths, Strategies) = (Points(text.Strengths), Points(text.Strategies));
        (Triggers, WhatHelps) = (Points(text.Triggers), Points(text.WhatHelps));
        Communication = Guard.OptionalText(text.Communication, MaxCommunication);
        _editions.Add(new PupilProfileEdition(this));
    }

    private static IReadOnlyList<string> Points(IReadOnlyList<string> points)
    {
        Guard.InRange(points.Count, 0, MaxPoints);
        return [.. points.Select(p => Guard.Text(p, MaxPoint))];
    }
}

/// <summary>What the page says.</summary>
public sealed record PupilProfileText
{
    public required IReadOnlyList<string> Strengths { get; init; }
    public required IReadOnlyList<string> Strategies { get; init; }
    public required IReadOnlyList<string> Triggers { get; init; }
    public required IReadOnlyList<string> WhatHelps { get; init; }
    public string? Communication { get; init; }

    /// <summary>A page that says nothing is no profile.</summary>
    public bool IsEmpty => Communication is null && Strengths.Count + Strategies.Count + Triggers.Count + WhatHelps.Count == 0;

    internal bool Says(
        IReadOnlyList<string> strengths, IReadOnlyList<string> strategies, IReadOnlyList<string> triggers, IReadOnlyList<string> whatHelps, string? communication) =>
        Strengths.SequenceEqual(strengths) && Strategies.SequenceEqual(strategies) && Triggers.SequenceEqual(triggers) && WhatHelps.SequenceEqual(whatHelps)
        && Communication == communication;
}

/// <summary>What the page said at one time; it is never changed.</summary>
public sealed class PupilProfileEdition : IPartOf<PupilProfile>
{
    internal PupilProfileEdition(PupilProfile profile)
    {
        (TrustId, PupilProfileId, Edition) = (profile.TrustId, profile.Id, profile.Edition);
        (Strengths, Strategies, Triggers) = (profile.Strengths, profile.Strategies, profile.Triggers);
        (WhatHelps, Communication) = (profile.WhatHelps, profile.Communication);
        (WrittenById, WrittenAt) = (profile.WrittenById, profile.WrittenAt);
    }

    private PupilProfileEdition() { }

    public TrustId TrustId { get; private set; }
    public PupilProfileId PupilProfileId { get; private set; }

    /// <summary>From 1, the oldest.</summary>
    public int Edition { get; private set; }
    public IReadOnlyList<string> Strengths { get; private set; } = [];
    public IReadOnlyList<string> Strategies { get; private set; } = [];
    public IReadOnlyList<string> Triggers { get; private set; } = [];
    public IReadOnlyList<string> WhatHelps { get; private set; } = [];
    public string? Communication { get; private set; }
    public StaffId? WrittenById { get; private set; }
    public DateTimeOffset WrittenAt { get; private set; }

    Guid IPart.RootId => PupilProfileId.Value;
}

public static class PupilProfileErrors
{
    public static readonly Error Exists = new("profile-exists", ErrorKind.Conflict, "The pupil has a profile: send If-Match with the ETag of what you read.");

    public static readonly Error Empty = new("profile-empty", ErrorKind.Rule, "A profile says something: a strength, a strategy, a trigger, what helps or how to communicate.");
}
