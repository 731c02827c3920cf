using AutoMapper.QueryableExtensions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Queries;

[Requires(Permissions.AssessmentsRead), Audited("assessment.read")]
public sealed record GetAssessmentQuery(Guid Id) : IQuery<AssessmentDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (AssessmentRules.Kind, Id);
}

internal sealed class GetAssessmentHandler(AssessmentAccess access, AssessmentAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetAssessmentQuery, AssessmentDto>
{
    public async Task<Result<AssessmentDto>> Handle(GetAssessmentQuery request, CancellationToken cancellationToken)
    {
        var id = new AssessmentId(request.Id);
        var assessment = await access.Readable().AsNoTracking().Where(a => a.Id == id).ProjectTo<AssessmentDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return assessment is null ? CommonErrors.NotFound : (await answers.OfReadAsync([assessment], cancellationToken))[0];
    }
}
