using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Application.Supervision.Queries;

/// <summary>The coaching that the caller reaches. Sorts: <c>occurredAt</c>, <c>updatedAt</c>; the latest first when absent.</summary>
[Requires(Permissions.SupervisionRecordsRead), Audited("coaching_record.list")]
public sealed record ListCoachingRecordsQuery : PagedQuery, IQuery<Page<CoachingRecordDto>>
{
    public Guid? SchoolId { get; init; }

    /// <summary>In which this member of staff was the coach or the colleague.</summary>
    public Guid? StaffId { get; init; }
    public Guid? ClassId { get; init; }
    public CoachingForm? Form { get; init; }

    /// <summary>The first day, Europe/London.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Also those that were voided.</summary>
    public bool IncludeVoid { get; init; }
}

internal sealed class ListCoachingRecordsValidator : AbstractValidator<ListCoachingRecordsQuery>
{
    public ListCoachingRecordsValidator() =>
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
}

internal sealed class ListCoachingRecordsHandler(CoachingAccess access, StaffRecordAnswers answers, IPager pager)
    : IQueryHandler<ListCoachingRecordsQuery, Page<CoachingRecordDto>>
{
    private static readonly Keyset<CoachingRecord, CoachingRecordDto>[] Sorts =
    [
        Keyset.By<CoachingRecord, CoachingRecordDto, DateTimeOffset, CoachingRecordId>(
            "occurredAt", r => r.OccurredAt, d => d.OccurredAt, r => r.Id, d => d.Id, descending: true),
        Keyset.By<CoachingRecord, CoachingRecordDto, DateTimeOffset, CoachingRecordId>("updatedAt", r => r.UpdatedAt, d => d.UpdatedAt, r => r.Id, d => d.Id),
    ];

    public async Task<Result<Page<CoachingRecordDto>>> Handle(ListCoachingRecordsQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(Filter(access.Readable(), request), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value.With<CoachingRecordDto>([.. page.Value.Data.Select(answers.OfRead)]) : page.Error;
    }

    private static IQueryable<CoachingRecord> Filter(IQueryable<CoachingRecord> records, ListCoachingRecordsQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            records = records.Where(r => r.SchoolId == id);
        }

        if (request.StaffId is { } staff)
        {
            var id = new StaffId(staff);
            records = records.Where(r => r.CoachId == id || r.ColleagueId == id);
        }

        if (request.ClassId is { } group)
        {
            TeachingClassId? id = new TeachingClassId(group);
            records = records.Where(r => r.ClassId == id);
        }

        if (request.Form is { } form)
        {
            records = records.Where(r => r.Form == form);
        }

        return (request.IncludeVoid ? records : records.Where(r => r.VoidedAt == null)).OnDays(r => r.OccurredAt, request.From, request.To);
    }
}
