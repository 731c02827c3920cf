using AutoMapper;
using PupilSupport.Application.AuditEntries.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.AuditEntries.Queries;

/// <summary>The audit of the trust, newest first. Reading it is itself audited.</summary>
[Requires(Permissions.AuditRead), Audited("audit_entry.list")]
public sealed record ListAuditEntriesQuery : PagedQuery, IQuery<Page<AuditEntryDto>>
{
    /// <summary>Only entries of this record.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>Only entries of this member of staff.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>Only this action, as <c>resource.verb</c>.</summary>
    [Text(100)]
    public string? Action { get; init; }

    /// <summary>Only entries of this school.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The first local day, included.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last local day, included.</summary>
    public DateOnly? To { get; init; }
}

internal sealed class ListAuditEntriesHandler(IAppDbContext db, ICaller caller, IPager pager, IMapper mapper, IAuditDisclosure disclosure)
    : IQueryHandler<ListAuditEntriesQuery, Page<AuditEntryDto>>
{
    private static readonly Keyset<AuditEntry, AuditEntryRow>[] Sorts =
    [
        Keyset.By<AuditEntry, AuditEntryRow, DateTimeOffset, Guid>("recordedAt", e => e.RecordedAt, r => r.RecordedAt, e => e.Id, r => r.Id, descending: true),
    ];

    public async Task<Result<Page<AuditEntryDto>>> Handle(ListAuditEntriesQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(Filter(Reachable(), request), request, Sorts, cancellationToken);
        return page.IsSuccess
            ? page.Value.With(mapper.Map<List<AuditEntryDto>>(page.Value.Data).ConvertAll(disclosure.Of))
            : page.Error;
    }

    private IQueryable<AuditEntry> Reachable()
    {
        var reach = caller.ReachOf(Permissions.AuditRead);
        var schools = reach.Schools.Select(s => (SchoolId?)s).ToList();
        var entries = db.Set<AuditEntry>().AsQueryable();
        return reach.WholeTrust ? entries : entries.Where(e => schools.Contains(e.SchoolId));
    }

    private static IQueryable<AuditEntry> Filter(IQueryable<AuditEntry> entries, ListAuditEntriesQuery request)
    {
        if (request.RecordId is { } record)
        {
            entries = entries.Where(e => e.RecordId == record);
        }

        if (request.StaffId is { } staff)
        {
            var id = new StaffId(staff);
            entries = entries.Where(e => e.StaffId == id);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            entries = entries.Where(e => e.SchoolId == id);
        }

        if (request.Action is { } action)
        {
            entries = entries.Where(e => e.Action == action);
        }

        return entries.OnDays(e => e.RecordedAt, request.From, request.To);
    }
}
