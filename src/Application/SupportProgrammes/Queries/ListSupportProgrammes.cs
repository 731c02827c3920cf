using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Queries;

/// <summary>The programmes that the caller reaches. Sorts: <c>recordedAt</c>, <c>updatedAt</c>, <c>targetStartOn</c>; the latest recorded first when absent.</summary>
[Requires(Permissions.SupportProgrammesRead), Audited("support_programme.list")]
public sealed record ListSupportProgrammesQuery : PagedQuery, IQuery<Page<SupportProgrammeDto>>
{
    /// <summary>Programmes of this pupil, now or before. Other pupils are then left out.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>Programmes that are with this practitioner, or were last.</summary>
    public Guid? PractitionerId { get; init; }

    public Guid? SchoolId { get; init; }

    /// <summary>One or more; give the parameter again for each. <c>waiting</c> alone is the waiting list.</summary>
    [Items(6)]
    public IReadOnlyList<SupportProgrammeStatus> Status { get; init; } = [];

    public SupportProgrammeKind? Kind { get; init; }

    public SupportProgrammePriority? Priority { get; init; }

    /// <summary>True for those that have no practitioner yet.</summary>
    public bool? IsUnallocated { get; init; }

    /// <summary>Those that were to start on this day or earlier.</summary>
    public DateOnly? TargetStartTo { get; init; }
}

internal sealed class ListSupportProgrammesHandler(SupportProgrammeAccess access, SupportProgrammeAnswers answers, IPager pager)
    : IQueryHandler<ListSupportProgrammesQuery, Page<SupportProgrammeDto>>
{
    /// <summary>Where those stand that were never on the waiting list.</summary>
    private static readonly DateOnly Never = new(9999, 1, 1);

    private static readonly Keyset<SupportProgramme, SupportProgrammeDto>[] Sorts =
    [
        Keyset.By<SupportProgramme, SupportProgrammeDto, DateTimeOffset, SupportProgrammeId>(
            "recordedAt", p => p.RecordedAt, d => d.RecordedAt, p => p.Id, d => d.Id, descending: true),
        Keyset.By<SupportProgramme, SupportProgrammeDto, DateTimeOffset, SupportProgrammeId>(
            "updatedAt", p => p.UpdatedAt, d => d.UpdatedAt, p => p.Id, d => d.Id),
        Keyset.By<SupportProgramme, SupportProgrammeDto, DateOnly, SupportProgrammeId>(
            "targetStartOn", p => p.TargetStartOn ?? Never, d => d.TargetStartOn ?? Never, p => p.Id, d => d.Id),
    ];

    public async Task<Result<Page<SupportProgrammeDto>>> Handle(ListSupportProgrammesQuery request, CancellationToken cancellationToken)
    {
        var programmes = request.PupilId is { } pupil ? await access.ReadableOfAsync(new(pupil), cancellationToken) : access.Readable();
        var page = await pager.PageAsync(Like(With(programmes, request), request), request, Sorts, cancellationToken);
        if (!page.IsSuccess)
        {
            return page.Error;
        }

        var rows = page.Value.Data;
        return page.Value with
        {
            Data = request.PupilId is { } one ? await answers.OfPupilAsync(rows, one, cancellationToken) : await answers.OfReadAsync(rows, cancellationToken),
        };
    }

    /// <summary>Whose and where.</summary>
    private static IQueryable<SupportProgramme> With(IQueryable<SupportProgramme> programmes, ListSupportProgrammesQuery request)
    {
        if (request.PractitionerId is { } practitioner)
        {
            StaffId? id = new StaffId(practitioner);
            programmes = programmes.Where(p => p.PractitionerId == id);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            programmes = programmes.Where(p => p.SchoolId == id);
        }

        return request.IsUnallocated is { } unallocated ? programmes.Where(p => (p.PractitionerId == null) == unallocated) : programmes;
    }

    /// <summary>Of what kind.</summary>
    private static IQueryable<SupportProgramme> Like(IQueryable<SupportProgramme> programmes, ListSupportProgrammesQuery request)
    {
        if (request.Status is { Count: > 0 } status)
        {
            var wanted = status.ToArray();
            programmes = programmes.Where(p => wanted.Contains(p.Status));
        }

        if (request.Kind is { } kind)
        {
            programmes = programmes.Where(p => p.Kind == kind);
        }

        if (request.Priority is { } priority)
        {
            programmes = programmes.Where(p => p.Priority == priority);
        }

        return request.TargetStartTo is { } last ? programmes.Where(p => p.TargetStartOn <= last) : programmes;
    }
}
