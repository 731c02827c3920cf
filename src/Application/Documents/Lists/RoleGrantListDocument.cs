using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.RoleGrants.Dtos;
using PupilSupport.Application.RoleGrants.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class RoleGrantListDocument(IQueryHandler<ListRoleGrantsQuery, Page<RoleGrantDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListRoleGrantsQuery, RoleGrantDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.RoleGrantList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["staffId", "on"]);

    protected override IReadOnlyList<ListColumn<RoleGrantDto>> Columns { get; } =
    [
        new("Held by", 5, g => g.StaffId is { } id ? new StaffId(id) : $"Client {g.ApiClientId}"),
        new("Role", 4, g => g.Role),
        new("Year groups", 3, g => g.YearGroupFrom is { } first ? $"{Code(first)} to {Code(g.YearGroupTo!.Value)}" : null),
        new("From", 3, g => g.StartsOn),
        new("To", 3, g => g.EndsOn),
        new("Recorded", 0, g => g.RecordedAt),
        new("Id", 0, g => g.Id),
    ];

    protected override ListRoleGrantsQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId, StaffId = request.StaffId, On = request.On };

    private static string Code(int year) => EnumCodes<YearGroup>.Format((YearGroup)year);
}
