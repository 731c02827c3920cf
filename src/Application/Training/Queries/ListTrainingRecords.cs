using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training.Queries;

/// <summary>The training that the caller may see. Sorts: <c>recordedAt</c>, <c>updatedAt</c>; the latest record first when absent.</summary>
[Requires(Permissions.TrainingRecordsRead), Audited("training_record.list")]
public sealed record ListTrainingRecordsQuery : PagedQuery, IQuery<Page<TrainingRecordDto>>
{
    /// <summary>Training of this member of staff; one's own id for one's own.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>Records that this school keeps.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(17)]
    public IReadOnlyList<TrainingType> Type { get; init; } = [];

    /// <summary>By the state of today. One or more; give the parameter again for each.</summary>
    [Items(6)]
    public IReadOnlyList<TrainingStatus> Status { get; init; } = [];

    /// <summary>Completed training whose last day is this or later.</summary>
    public DateOnly? ExpiresFrom { get; init; }

    /// <summary>Completed training whose last day is this or earlier.</summary>
    public DateOnly? ExpiresTo { get; init; }

    /// <summary>True for those that no other completed training of the same person and type outlasts: a renewed record no longer runs out.</summary>
    public bool? IsLatest { get; init; }
}

internal sealed class ListTrainingRecordsValidator : AbstractValidator<ListTrainingRecordsQuery>
{
    public ListTrainingRecordsValidator() =>
        RuleFor(q => q.ExpiresTo).Must((q, to) => to >= q.ExpiresFrom).When(q => q is { ExpiresFrom: not null, ExpiresTo: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before expiresFrom");
}

internal sealed class ListTrainingRecordsHandler(TrainingAccess access, TrainingAnswers answers, IPager pager, TimeProvider clock)
    : IQueryHandler<ListTrainingRecordsQuery, Page<TrainingRecordDto>>
{
    private static readonly Keyset<TrainingRecord, TrainingRecordDto>[] Sorts =
    [
        Keyset.By<TrainingRecord, TrainingRecordDto, DateTimeOffset, TrainingRecordId>(
            "recordedAt", r => r.RecordedAt, d => d.RecordedAt, r => r.Id, d => d.Id, descending: true),
        Keyset.By<TrainingRecord, TrainingRecordDto, DateTimeOffset, TrainingRecordId>("updatedAt", r => r.UpdatedAt, d => d.UpdatedAt, r => r.Id, d => d.Id),
    ];

    public async Task<Result<Page<TrainingRecordDto>>> Handle(ListTrainingRecordsQuery request, CancellationToken cancellationToken)
    {
        var records = OfWhat(OfWhom(access.Readable(), request), request).In(request.Status, LondonTime.DateOf(clock.GetUtcNow()));
        if (request.IsLatest is { } latest)
        {
            var all = access.Readable();
            records = records.Where(r => latest == (r.Status == TrainingStatus.Completed && !all.Any(n =>
                n.StaffId == r.StaffId && n.Type == r.Type && n.Status == TrainingStatus.Completed && r.ExpiresOn != null
                && (n.ExpiresOn == null || n.ExpiresOn > r.ExpiresOn))));
        }

        var page = await pager.PageAsync(records, request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(answers.OfRead)] } : page.Error;
    }

    private static IQueryable<TrainingRecord> OfWhom(IQueryable<TrainingRecord> records, ListTrainingRecordsQuery request)
    {
        if (request.StaffId is { } staff)
        {
            var id = new StaffId(staff);
            records = records.Where(r => r.StaffId == id);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            records = records.Where(r => r.SchoolId == id);
        }

        return records;
    }

    private static IQueryable<TrainingRecord> OfWhat(IQueryable<TrainingRecord> records, ListTrainingRecordsQuery request)
    {
        if (request.Type is { Count: > 0 } types)
        {
            var wanted = types.ToArray();
            records = records.Where(r => wanted.Contains(r.Type));
        }

        if (request.ExpiresFrom is { } from)
        {
            records = records.Where(r => r.Status == TrainingStatus.Completed && r.ExpiresOn >= from);
        }

        if (request.ExpiresTo is { } to)
        {
            records = records.Where(r => r.Status == TrainingStatus.Completed && r.ExpiresOn <= to);
        }

        return records;
    }
}

internal static class TrainingFilters
{
    /// <summary>By the state of a day, as <see cref="TrainingRules.StatusOn"/> says it.</summary>
    public static IQueryable<TrainingRecord> In(this IQueryable<TrainingRecord> records, IReadOnlyList<TrainingStatus> status, DateOnly today)
    {
        if (status.Count == 0)
        {
            return records;
        }

        var wanted = status.ToArray();
        var (expired, expiring) = (status.Contains(TrainingStatus.Expired), status.Contains(TrainingStatus.Expiring));
        return records.Where(r =>
            r.Status == TrainingStatus.Completed && r.ExpiresOn < today ? expired
            : r.Status == TrainingStatus.Completed && r.ExpiringFrom <= today ? expiring
            : wanted.Contains(r.Status));
    }
}
