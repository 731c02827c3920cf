using AutoMapper;
using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Staff.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Staff.Queries;

[Requires(Permissions.StaffRead)]
public sealed record GetStaffQuery(Guid StaffId) : IQuery<StaffDto>;

internal sealed class GetStaffHandler(StaffScope scope, IConfigurationProvider maps) : IQueryHandler<GetStaffQuery, StaffDto>
{
    public async Task<Result<StaffDto>> Handle(GetStaffQuery request, CancellationToken cancellationToken)
    {
        var id = new StaffId(request.StaffId);
        var staff = await scope.For(Permissions.StaffRead).Where(s => s.Id == id).ProjectTo<StaffDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return staff is null ? CommonErrors.NotFound : (await scope.CompleteAsync([staff], cancellationToken))[0];
    }
}
