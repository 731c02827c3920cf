using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Queries;

/// <summary>All instruments in one page: those that come with the service, then the trust's own.</summary>
[Requires(Permissions.AssessmentsRead)]
public sealed record ListAssessmentInstrumentsQuery : IQuery<Page<InstrumentDto>>;

internal sealed class ListAssessmentInstrumentsHandler(IAppDbContext db) : IQueryHandler<ListAssessmentInstrumentsQuery, Page<InstrumentDto>>
{
    public async Task<Result<Page<InstrumentDto>>> Handle(ListAssessmentInstrumentsQuery request, CancellationToken cancellationToken)
    {
        var own = await db.Set<AssessmentInstrument>().AsNoTracking().OrderBy(i => i.Code).ThenBy(i => i.NormVersion)
            .Take(PagedQuery.MaxLimit - BuiltInInstruments.All.Count).ToListAsync(cancellationToken);
        return new Page<InstrumentDto>(
            [.. BuiltInInstruments.All.Select(i => InstrumentDto.Of(i)), .. own.Select(i => InstrumentDto.Of(i.ToInstrument(), i.Id.Value))],
            new PageInfo(PagedQuery.MaxLimit, null, false));
    }
}
