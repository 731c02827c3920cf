using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils.Queries;

/// <summary>All of a pupil's enrolments in one page: nobody has more than a handful.</summary>
[Requires(Permissions.PupilsRead)]
public sealed record ListEnrolmentsQuery([property: JsonIgnore] Guid PupilId) : IQuery<Page<EnrolmentDto>>;

internal sealed class ListEnrolmentsHandler(PupilScope scope, TimeProvider clock) : IQueryHandler<ListEnrolmentsQuery, Page<EnrolmentDto>>
{
    public async Task<Result<Page<EnrolmentDto>>> Handle(ListEnrolmentsQuery request, CancellationToken cancellationToken)
    {
        var id = new PupilId(request.PupilId);
        var pupil = await scope.For(Permissions.PupilsRead).AsNoTracking().Include(p => p.Enrolments).SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (pupil is null)
        {
            return CommonErrors.NotFound;
        }

        var today = LondonTime.DateOf(clock.GetUtcNow());
        var rows = pupil.Enrolments.OrderByDescending(e => e.AdmittedOn).ThenBy(e => e.Id.Value).Select(e => EnrolmentDto.Of(e, today, pupil.Version)).ToArray();
        return new Page<EnrolmentDto>(rows, new PageInfo(PagedQuery.MaxLimit, null, false));
    }
}
