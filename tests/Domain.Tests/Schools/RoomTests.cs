using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tests.Schools;

public class RoomTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("The Hive", "the hive")]
    [InlineData("The Hive", "  THE   HIVE ")]
    [InlineData("Café", "CAFÉ")]
    public void Names_that_differ_in_case_or_spaces_are_one_room(string one, string other) =>
        Assert.Equal(Room.KeyOf(one), Room.KeyOf(other));

    [Fact]
    public void Other_names_are_other_rooms() => Assert.NotEqual(Room.KeyOf("Hive 1"), Room.KeyOf("Hive 11"));

    [Fact]
    public void Takes_a_capacity_within_bounds()
    {
        var room = Create("The Hive", 1);
        Assert.Equal(("The Hive", 1), (room.Name, room.Capacity));
        room.SetCapacity(3);
        Assert.Equal(3, room.Capacity);
        Assert.Throws<ArgumentOutOfRangeException>(() => room.SetCapacity(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create("The Hive", Room.MaxCapacity + 1));
        Assert.ThrowsAny<ArgumentException>(() => Create(" ", 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(new string('a', Room.MaxName + 1), 1));
    }

    private static Room Create(string name, int capacity) =>
        Room.Create(new TrustId(Guid.CreateVersion7(Now)), new SchoolId(Guid.CreateVersion7(Now)), name, capacity, Now);
}
