using FluentValidation;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Assessments.Queries;

/// <summary>The assessments that the caller may see. Sorts: <c>assessedOn</c>, <c>updatedAt</c>; the latest first when absent.</summary>
[Requires(Permissions.AssessmentsRead), Audited("assessment.list")]
public sealed record ListAssessmentsQuery : PagedQuery, IQuery<Page<AssessmentDto>>
{
    public Guid? PupilId { get; init; }

    public Guid? SchoolId { get; init; }

    public Guid? ProgrammeId { get; init; }

    /// <summary>The code of an instrument.</summary>
    [Text(Domain.Assessments.Instrument.CodeMax, Min = 1)]
    public string? Instrument { get; init; }

    [Text(Domain.Assessments.Instrument.NormVersionMax, Min = 1)]
    public string? NormVersion { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(5)]
    public IReadOnlyList<AssessmentStatus> Status { get; init; } = [];

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(3)]
    public IReadOnlyList<AssessmentPurpose> Purpose { get; init; } = [];

    /// <summary>The first day of assessment.</summary>
    public DateOnly? AssessedFrom { get; init; }

    /// <summary>The last day of assessment.</summary>
    public DateOnly? AssessedTo { get; init; }

    /// <summary>Only those whose successor is due by this day and was not made yet; yesterday gives what is overdue.</summary>
    public DateOnly? DueBy { get; init; }
}

internal sealed class ListAssessmentsValidator : AbstractValidator<ListAssessmentsQuery>
{
    public ListAssessmentsValidator() =>
        RuleFor(q => q.AssessedTo).Must((q, to) => to >= q.AssessedFrom).When(q => q is { AssessedFrom: not null, AssessedTo: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before assessedFrom");
}

internal sealed class ListAssessmentsHandler(IAppDbContext db, AssessmentAccess access, AssessmentAnswers answers, IPager pager)
    : IQueryHandler<ListAssessmentsQuery, Page<AssessmentDto>>
{
    private static readonly Keyset<Assessment, AssessmentDto>[] Sorts =
    [
        Keyset.By<Assessment, AssessmentDto, DateOnly, AssessmentId>("assessedOn", a => a.AssessedOn, d => d.AssessedOn, a => a.Id, d => d.Id, descending: true),
        Keyset.By<Assessment, AssessmentDto, DateTimeOffset, AssessmentId>("updatedAt", a => a.UpdatedAt, d => d.UpdatedAt, a => a.Id, d => d.Id),
    ];

    public async Task<Result<Page<AssessmentDto>>> Handle(ListAssessmentsQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(When(OfWhom(OfWhat(access.Readable(), request), request), request), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = await answers.OfReadAsync(page.Value.Data, cancellationToken) } : page;
    }

    private static IQueryable<Assessment> OfWhom(IQueryable<Assessment> assessments, ListAssessmentsQuery request)
    {
        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            assessments = assessments.Where(a => a.PupilId == id);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            assessments = assessments.Where(a => a.SchoolId == id);
        }

        if (request.ProgrammeId is { } programme)
        {
            SupportProgrammeId? id = new(programme);
            assessments = assessments.Where(a => a.ProgrammeId == id);
        }

        return assessments;
    }

    private static IQueryable<Assessment> OfWhat(IQueryable<Assessment> assessments, ListAssessmentsQuery request)
    {
        assessments = request.Instrument is { } instrument ? assessments.Where(a => a.Instrument == instrument) : assessments;
        assessments = request.NormVersion is { } version ? assessments.Where(a => a.NormVersion == version) : assessments;
        if (request.Status is { Count: > 0 } status)
        {
            var wanted = status.ToArray();
            assessments = assessments.Where(a => wanted.Contains(a.Status));
        }

        if (request.Purpose is { Count: > 0 } purpose)
        {
            var wanted = purpose.ToArray();
            assessments = assessments.Where(a => wanted.Contains(a.Purpose));
        }

        return assessments;
    }

    private IQueryable<Assessment> When(IQueryable<Assessment> assessments, ListAssessmentsQuery request)
    {
        assessments = request.AssessedFrom is { } from ? assessments.Where(a => a.AssessedOn >= from) : assessments;
        assessments = request.AssessedTo is { } to ? assessments.Where(a => a.AssessedOn <= to) : assessments;
        if (request.DueBy is not { } due)
        {
            return assessments;
        }

        var all = db.Set<Assessment>();
        var waiting = assessments.Where(a => a.ReviewDueOn <= due && a.Status != AssessmentStatus.Draft && a.Status != AssessmentStatus.Voided);
        return waiting.Where(AssessmentAnswers.Latest(all));
    }
}
