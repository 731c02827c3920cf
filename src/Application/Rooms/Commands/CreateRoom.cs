using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Rooms.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Rooms.Commands;

[Requires(Permissions.RoomsWrite), Audited("room.create")]
public sealed record CreateRoomCommand(Guid SchoolId, string Name, int Capacity) : ICommand<RoomDto>;

internal sealed class CreateRoomHandler(IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock) : ICommandHandler<CreateRoomCommand, RoomDto>
{
    public async Task<Result<RoomDto>> Handle(CreateRoomCommand request, CancellationToken cancellationToken)
    {
        var school = new SchoolId(request.SchoolId);
        if (!caller.ReachOf(Permissions.RoomsWrite).Includes(school) || !await db.Set<School>().AnyAsync(s => s.Id == school, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var key = Room.KeyOf(request.Name);
        if (await db.Set<Room>().AnyAsync(r => r.SchoolId == school && r.Key == key, cancellationToken))
        {
            return RoomErrors.Exists.At("/name");
        }

        var room = Room.Create(caller.TrustId, school, request.Name, request.Capacity, clock.GetUtcNow());
        db.Set<Room>().Add(room);
        return answers.Map<RoomDto>(room);
    }
}
