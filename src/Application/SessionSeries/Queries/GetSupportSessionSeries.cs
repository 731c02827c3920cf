using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SessionSeries;

namespace PupilSupport.Application.SessionSeries.Queries;

[Requires(Permissions.SupportSessionsRead), Audited("support_session_series.read")]
public sealed record GetSupportSessionSeriesQuery(Guid Id) : IQuery<SupportSessionSeriesDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("support_session_series", Id);
}

internal sealed class GetSupportSessionSeriesHandler(SupportSessionSeriesAccess access, SupportSessionSeriesAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetSupportSessionSeriesQuery, SupportSessionSeriesDto>
{
    public async Task<Result<SupportSessionSeriesDto>> Handle(GetSupportSessionSeriesQuery request, CancellationToken cancellationToken)
    {
        var id = new SupportSessionSeriesId(request.Id);
        var series = await access.Reachable().AsNoTracking().Where(s => s.Id == id).ProjectTo<SupportSessionSeriesDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return series is null ? CommonErrors.NotFound : answers.OfRead(series);
    }
}
