using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Jobs.Queries;

/// <summary>The caller's own jobs, newest first; for a trust administrator the trust's. Sort: <c>recordedAt</c>.</summary>
[Requires(Permissions.JobsRead)]
public sealed record ListJobsQuery : PagedQuery, IQuery<Page<JobDto>>
{
    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(5)]
    public IReadOnlyList<JobStatus> Status { get; init; } = [];

    public JobKind? Kind { get; init; }

    /// <summary>Only jobs that this client asked for.</summary>
    [Text(100)]
    public string? ClientId { get; init; }

    /// <summary>Only jobs that this member of staff asked for.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>Only jobs that this schedule asked for.</summary>
    [Text(50)]
    public string? Schedule { get; init; }

    /// <summary>Only jobs that a schedule asked for at this school.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The first local day on which they were asked for, included.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last local day on which they were asked for, included.</summary>
    public DateOnly? To { get; init; }
}

internal sealed class ListJobsValidator : AbstractValidator<ListJobsQuery>
{
    public ListJobsValidator() =>
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
}

internal sealed class ListJobsHandler(IAppDbContext db, ICaller caller, IPager pager) : IQueryHandler<ListJobsQuery, Page<JobDto>>
{
    private static readonly Keyset<Job, Row>[] Sorts =
    [
        Keyset.By<Job, Row, DateTimeOffset, JobId>("recordedAt", j => j.RecordedAt, r => r.Job.RecordedAt, j => j.Id, r => r.Job.Id.Value, descending: true),
    ];

    public async Task<Result<Page<JobDto>>> Handle(ListJobsQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(Filter(db.JobsOf(caller), request), request, Sorts, cancellationToken);
        return page.IsSuccess
            ? page.Value.With<JobDto>([.. page.Value.Data.Select(r => JobDto.Of(r.Job))])
            : page.Error;
    }

    private static IQueryable<Job> Filter(IQueryable<Job> jobs, ListJobsQuery request)
    {
        if (request.Status.Count > 0)
        {
            jobs = jobs.Where(j => request.Status.Contains(j.Status));
        }

        if (request.Kind is { } kind)
        {
            jobs = jobs.Where(j => j.Kind == kind);
        }

        return ByRequester(jobs.OnDays(j => j.RecordedAt, request.From, request.To), request);
    }

    private static IQueryable<Job> ByRequester(IQueryable<Job> jobs, ListJobsQuery request)
    {
        if (request.ClientId is { } client)
        {
            jobs = jobs.Where(j => j.ClientId == client);
        }

        if (request.StaffId is { } staff)
        {
            var id = new StaffId(staff);
            jobs = jobs.Where(j => j.StaffId == id);
        }

        if (request.Schedule is { } schedule)
        {
            jobs = jobs.Where(j => j.Schedule == schedule);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            jobs = jobs.Where(j => j.SchoolId == id);
        }

        return jobs;
    }

    /// <summary>The whole job: what may be done with it follows from its state, which the database does not compute.</summary>
    private sealed record Row(Job Job)
    {
        private sealed class Profile : AutoMapper.Profile
        {
            public Profile() => CreateMap<Job, Row>().ConvertUsing(j => new Row(j));
        }
    }
}
