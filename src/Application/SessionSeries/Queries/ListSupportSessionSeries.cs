using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SessionSeries.Queries;

/// <summary>The series of whose sessions the caller reaches one. Sorts: <c>recordedAt</c>, <c>updatedAt</c>; the latest recorded first when absent.</summary>
[Requires(Permissions.SupportSessionsRead), Audited("support_session_series.list")]
public sealed record ListSupportSessionSeriesQuery : PagedQuery, IQuery<Page<SupportSessionSeriesDto>>
{
    public Guid? SchoolId { get; init; }

    /// <summary>Series of this programme.</summary>
    public Guid? ProgrammeId { get; init; }

    /// <summary>Series that this member of staff was to lead.</summary>
    public Guid? PractitionerId { get; init; }
    public SupportSessionSeriesStatus? Status { get; init; }
}

internal sealed class ListSupportSessionSeriesHandler(SupportSessionSeriesAccess access, SupportSessionSeriesAnswers answers, IPager pager)
    : IQueryHandler<ListSupportSessionSeriesQuery, Page<SupportSessionSeriesDto>>
{
    private static readonly Keyset<SupportSessionSeries, SupportSessionSeriesDto>[] Sorts =
    [
        Keyset.By<SupportSessionSeries, SupportSessionSeriesDto, DateTimeOffset, SupportSessionSeriesId>(
            "recordedAt", s => s.RecordedAt, d => d.RecordedAt, s => s.Id, d => d.Id, descending: true),
        Keyset.By<SupportSessionSeries, SupportSessionSeriesDto, DateTimeOffset, SupportSessionSeriesId>(
            "updatedAt", s => s.UpdatedAt, d => d.UpdatedAt, s => s.Id, d => d.Id),
    ];

    public async Task<Result<Page<SupportSessionSeriesDto>>> Handle(ListSupportSessionSeriesQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(Filter(access.Readable(), request), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(answers.OfRead)] } : page.Error;
    }

    private static IQueryable<SupportSessionSeries> Filter(IQueryable<SupportSessionSeries> series, ListSupportSessionSeriesQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            series = series.Where(s => s.SchoolId == id);
        }

        if (request.ProgrammeId is { } programme)
        {
            var id = new SupportProgrammeId(programme);
            series = series.Where(s => s.ProgrammeId == id);
        }

        if (request.PractitionerId is { } practitioner)
        {
            var id = new StaffId(practitioner);
            series = series.Where(s => s.PractitionerId == id);
        }

        return request.Status is { } status ? series.Where(s => s.Status == status) : series;
    }
}
