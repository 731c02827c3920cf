using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Domain.Tests.SupportSessions;

public class SlotBookTests
{
    private static readonly DateTimeOffset Nine = new(2027, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid[] Ids = [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid())];

    private static Slot Of(int from, int minutes, StaffId[]? staff = null, PupilId[]? pupils = null, RoomId? room = null) =>
        new(Nine.AddMinutes(from), Nine.AddMinutes(from + minutes), staff ?? [], pupils ?? [], room);

    [Fact]
    public void Back_to_back_touches_and_does_not_clash()
    {
        var (amy, book) = (new StaffId(Ids[0]), new SlotBook<int>());
        book.Take(Of(0, 30, [amy]), 1);
        Assert.False(book.ClashesOf(Of(30, 30, [amy]), 1).Any);
        Assert.False(book.ClashesOf(Of(-30, 30, [amy]), 1).Any);
        Assert.Equal([1], book.ClashesOf(Of(29, 30, [amy]), 1).OfStaff);
        Assert.False(book.ClashesOf(Of(0, 30, [new(Ids[1])]), 1).Any);
    }

    [Fact]
    public void A_room_is_full_when_at_some_moment_nobody_fits_in()
    {
        var (hive, book) = (new RoomId(Ids[0]), new SlotBook<int>());
        book.Take(Of(0, 30, room: hive), 1);
        book.Take(Of(30, 30, room: hive), 2);
        Assert.Equal([1, 2], book.ClashesOf(Of(15, 30, room: hive), 1).OfRoom);
        Assert.False(book.ClashesOf(Of(15, 30, room: hive), 2).Any);
        book.Take(Of(20, 20, room: hive), 3);
        Assert.Equal([1, 2, 3], book.ClashesOf(Of(15, 30, room: hive), 2).OfRoom);
        Assert.False(book.ClashesOf(Of(45, 10, room: hive), 2).Any);
    }

    [Fact]
    public void It_says_what_a_comparison_of_each_with_each_says()
    {
        var slots =
            from at in Gen.Choose(0, 40)
            from minutes in Gen.Choose(1, 20)
            from staff in Gen.SubListOf(Ids)
            from pupils in Gen.SubListOf(Ids)
            select Of(at, minutes, [.. staff.Select(i => new StaffId(i))], [.. pupils.Select(i => new PupilId(i))]);
        Prop.ForAll(Gen.ListOf(slots).ToArbitrary(), all =>
        {
            var book = new SlotBook<int>();
            return all.Index().All(s =>
            {
                var (staff, pupils) = (new List<int>(), new List<int>());
                foreach (var (i, earlier) in all.Index().Take(s.Index).Where(e => e.Item.StartsAt < s.Item.EndsAt && s.Item.StartsAt < e.Item.EndsAt))
                {
                    staff.AddRange(earlier.Practitioners.Intersect(s.Item.Practitioners).Any() ? [i] : []);
                    pupils.AddRange(earlier.Withdrawn.Intersect(s.Item.Withdrawn).Any() ? [i] : []);
                }

                var clashes = book.ClashesOf(s.Item, 1);
                book.Take(s.Item, s.Index);
                return clashes.OfStaff.Order().SequenceEqual(staff) && clashes.OfPupils.Order().SequenceEqual(pupils) && clashes.Any == (staff.Count + pupils.Count > 0);
            });
        }).QuickCheckThrowOnFailure();
    }
}
