using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Schools;

/// <summary>A place of a school where sessions are held.</summary>
public sealed class Room : AggregateRoot<RoomId>, ISchoolOwned
{
    public const int MaxName = 80;
    public const int MinCapacity = 1;
    public const int MaxCapacity = 100;

    private Room(TrustId trustId, SchoolId schoolId, string name, int capacity, DateTimeOffset now)
        : base(trustId, RoomId.From(Guid.CreateVersion7(now)), now)
    {
        SchoolId = schoolId;
        Name = Guard.Text(name, MaxName);
        Key = KeyOf(name);
        Capacity = Guard.InRange(capacity, MinCapacity, MaxCapacity);
    }

    private Room() { }

    public SchoolId SchoolId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The name as it is compared: one of each in a school.</summary>
    public string Key { get; private set; } = "";

    /// <summary>How many sessions it takes at once.</summary>
    public int Capacity { get; private set; }

    public static Room Create(TrustId trustId, SchoolId schoolId, string name, int capacity, DateTimeOffset now) =>
        new(trustId, schoolId, name, capacity, now);

    /// <summary>Without regard to case or to the number of spaces: <c>the  Hive</c> is <c>The Hive</c>.</summary>
    public static string KeyOf(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    public void SetCapacity(int capacity) => Capacity = Guard.InRange(capacity, MinCapacity, MaxCapacity);
}
