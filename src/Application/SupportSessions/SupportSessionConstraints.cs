using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>What a rival's refusal by the database means.</summary>
internal sealed class SupportSessionConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["support_session_practitioners_busy"] = SupportSessionErrors.PractitionerBusy,
        ["support_session_participants_busy"] = SupportSessionErrors.PupilBusy,
        ["support_sessions_room_busy"] = SupportSessionErrors.RoomBusy,
        ["support_sessions_makes_good"] = SupportSessionErrors.MadeGood,
        ["rooms_key"] = RoomErrors.Exists,
    };
}
