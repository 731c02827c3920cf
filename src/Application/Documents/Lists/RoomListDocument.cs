using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Rooms.Dtos;
using PupilSupport.Application.Rooms.Queries;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class RoomListDocument(IQueryHandler<ListRoomsQuery, Page<RoomDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListRoomsQuery, RoomDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.RoomList;

    public override DocumentMembers Takes { get; } = new("schoolId");

    protected override IReadOnlyList<ListColumn<RoomDto>> Columns { get; } =
    [
        new("Room", 5, r => r.Name),
        new("Sessions at once", 2, r => r.Capacity),
        new("Id", 0, r => r.Id),
    ];

    protected override ListRoomsQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId };
}
