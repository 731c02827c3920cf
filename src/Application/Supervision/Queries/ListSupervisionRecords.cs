using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Application.Supervision.Queries;

/// <summary>The supervision that the caller reaches. Sorts: <c>heldOn</c>, <c>updatedAt</c>; the latest first when absent.</summary>
[Requires(Permissions.SupervisionRecordsRead), Audited("supervision_record.list")]
public sealed record ListSupervisionRecordsQuery : PagedQuery, IQuery<Page<SupervisionRecordDto>>
{
    public Guid? SchoolId { get; init; }

    /// <summary>What this member of staff had, or gave.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>What this member of staff had.</summary>
    public Guid? SuperviseeId { get; init; }
    public SupervisionKind? Kind { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Also those that were voided.</summary>
    public bool IncludeVoid { get; init; }
}

internal sealed class ListSupervisionRecordsValidator : AbstractValidator<ListSupervisionRecordsQuery>
{
    public ListSupervisionRecordsValidator() =>
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
}

internal sealed class ListSupervisionRecordsHandler(SupervisionAccess access, StaffRecordAnswers answers, IPager pager)
    : IQueryHandler<ListSupervisionRecordsQuery, Page<SupervisionRecordDto>>
{
    private static readonly Keyset<SupervisionRecord, SupervisionRecordDto>[] Sorts =
    [
        Keyset.By<SupervisionRecord, SupervisionRecordDto, DateOnly, SupervisionRecordId>("heldOn", r => r.HeldOn, d => d.HeldOn, r => r.Id, d => d.Id, descending: true),
        Keyset.By<SupervisionRecord, SupervisionRecordDto, DateTimeOffset, SupervisionRecordId>("updatedAt", r => r.UpdatedAt, d => d.UpdatedAt, r => r.Id, d => d.Id),
    ];

    public async Task<Result<Page<SupervisionRecordDto>>> Handle(ListSupervisionRecordsQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(When(Whose(access.Readable(), request), request), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value.With<SupervisionRecordDto>([.. page.Value.Data.Select(answers.OfRead)]) : page.Error;
    }

    private static IQueryable<SupervisionRecord> Whose(IQueryable<SupervisionRecord> records, ListSupervisionRecordsQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            records = records.Where(r => r.SchoolId == id);
        }

        if (request.StaffId is { } staff)
        {
            var id = new StaffId(staff);
            records = records.Where(r => r.SupervisorId == id || r.Supervisees.Any(s => s.StaffId == id));
        }

        if (request.SuperviseeId is { } supervisee)
        {
            var id = new StaffId(supervisee);
            records = records.Where(r => r.Supervisees.Any(s => s.StaffId == id));
        }

        return request.Kind is { } kind ? records.Where(r => r.Kind == kind) : records;
    }

    private static IQueryable<SupervisionRecord> When(IQueryable<SupervisionRecord> records, ListSupervisionRecordsQuery request)
    {
        records = request.From is { } from ? records.Where(r => r.HeldOn >= from) : records;
        records = request.To is { } to ? records.Where(r => r.HeldOn <= to) : records;
        return request.IncludeVoid ? records : records.Where(r => r.VoidedAt == null);
    }
}
