using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Rooms.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Rooms.Queries;

[Requires(Permissions.RoomsRead)]
public sealed record GetRoomQuery(Guid Id) : IQuery<RoomDto>;

internal sealed class GetRoomHandler(IAppDbContext db, ICaller caller, AutoMapper.IConfigurationProvider maps) : IQueryHandler<GetRoomQuery, RoomDto>
{
    public async Task<Result<RoomDto>> Handle(GetRoomQuery request, CancellationToken cancellationToken)
    {
        var id = new RoomId(request.Id);
        var room = await db.Set<Room>().AsNoTracking().Where(r => r.Id == id).ProjectTo<RoomDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return room is not null && caller.ReachOf(Permissions.RoomsRead).Includes(new SchoolId(room.SchoolId)) ? room : CommonErrors.NotFound;
    }
}
