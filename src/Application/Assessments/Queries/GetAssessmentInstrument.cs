using AutoMapper;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Queries;

/// <summary>An instrument of the trust's own.</summary>
[Requires(Permissions.AssessmentsRead)]
public sealed record GetAssessmentInstrumentQuery(Guid Id) : IQuery<OwnInstrumentDto>;

internal sealed class GetAssessmentInstrumentHandler(IAppDbContext db, IMapper mapper) : IQueryHandler<GetAssessmentInstrumentQuery, OwnInstrumentDto>
{
    public async Task<Result<OwnInstrumentDto>> Handle(GetAssessmentInstrumentQuery request, CancellationToken cancellationToken)
    {
        var id = new AssessmentInstrumentId(request.Id);
        var instrument = await db.Set<AssessmentInstrument>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        return instrument is null ? CommonErrors.NotFound : mapper.Map<OwnInstrumentDto>(instrument);
    }
}
