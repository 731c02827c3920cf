using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Domain.SupportProgrammes;

/// <summary>A session that is to serve a programme.</summary>
/// <param name="Day">Europe/London.</param>
/// <param name="HasTakenPlace">Whether it is told after the fact, as far back as the programme ran; a plan needs one that runs now.</param>
public sealed record ServingSession(DateOnly Day, SupportSessionType Type, IReadOnlyList<PupilId> Pupils, bool HasTakenPlace = false);

/// <content>Which sessions serve it.</content>
public sealed partial class SupportProgramme
{
    /// <summary>
    /// Whether it ran on a day, as far as it is known: from its start to its end or present pause, both days included, since a session
    /// may have come before the pause. An interruption that is over leaves no trace here.
    /// </summary>
    public bool RanOn(DateOnly day) => StartedOn <= day && !(EndedOn < day) && !(PausedOn < day);

    /// <summary>Whether that pupil belonged to it on a day, the first and the last included. Of a class nobody is named, so anybody may.</summary>
    public bool Takes(PupilId pupil, DateOnly day) =>
        Kind == SupportProgrammeKind.WholeClass || _pupils.Exists(p => p.PupilId == pupil && p.JoinedOn <= day && !(p.LeftOn < day));

    /// <summary>Why each of these sessions cannot serve it, in their order; null where one can. Those that can take a place each.</summary>
    /// <param name="taken">How many sessions take a place in it already: planned, under way or completed.</param>
    /// <param name="policyOn">The school's policy of a day.</param>
    public IReadOnlyList<Error?> Serving(IReadOnlyList<ServingSession> sessions, int taken, Func<DateOnly, SupportProgrammePolicy> policyOn)
    {
        var refusals = new Error?[sessions.Count];
        foreach (var (index, session) in sessions.Index())
        {
            refusals[index] = Unfit(session) ?? Full(taken, policyOn(session.Day));
            taken += refusals[index] is null ? 1 : 0;
        }

        return refusals;
    }

    private Error? Unfit(ServingSession session) => this switch
    {
        _ when !(session.HasTakenPlace ? RanOn(session.Day) : Status == SupportProgrammeStatus.Active && StartedOn <= session.Day) =>
            SupportProgrammeErrors.NotRunning.At("/programmeId"),
        _ when !SupportProgrammeRules.SessionTypesOf(Kind).Contains(session.Type) =>
            SupportProgrammeErrors.OtherSessionType.At("/type").With("types", SupportProgrammeRules.SessionTypesOf(Kind)),
        _ when session.Pupils.Index().Where(p => !Takes(p.Item, session.Day)).Select(p => (int?)p.Index).FirstOrDefault() is { } stranger =>
            SupportProgrammeErrors.NotInProgramme.At($"/participants/{stranger}/pupilId"),
        _ => null,
    };

    private Error? Full(int taken, SupportProgrammePolicy policy) =>
        policy.SessionLimit(Kind, ApprovedSessions) is { } limit && taken >= limit
            ? SupportProgrammeErrors.SessionLimit.At("/programmeId").With("max", limit)
            : null;
}
