using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Schools;

public static class RoomErrors
{
    /// <summary>Also when two sessions name a new room at the same time: the second finds it when it tries again.</summary>
    public static readonly Error Exists = new("room-exists", ErrorKind.Conflict, "The school has a room of that name already.");
}
