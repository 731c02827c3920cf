using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Rooms.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Rooms.Queries;

/// <summary>The rooms of the caller's schools. Sort: <c>name</c>.</summary>
[Requires(Permissions.RoomsRead)]
public sealed record ListRoomsQuery : PagedQuery, IQuery<Page<RoomDto>>
{
    public Guid? SchoolId { get; init; }
}

internal sealed class ListRoomsHandler(IAppDbContext db, ICaller caller, IPager pager) : IQueryHandler<ListRoomsQuery, Page<RoomDto>>
{
    private static readonly Keyset<Room, RoomDto>[] Sorts =
        [Keyset.By<Room, RoomDto, string, RoomId>("name", r => r.Key, d => Room.KeyOf(d.Name), r => r.Id, d => d.Id)];

    public Task<Result<Page<RoomDto>>> Handle(ListRoomsQuery request, CancellationToken cancellationToken)
    {
        var reach = caller.ReachOf(Permissions.RoomsRead);
        var (everywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        var rooms = db.Set<Room>().Where(r => everywhere || schools.Contains(r.SchoolId));
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            rooms = rooms.Where(r => r.SchoolId == id);
        }

        return pager.PageAsync(rooms, request, Sorts, cancellationToken);
    }
}
