using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Application.SupportSessions.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Documents.Templates;

/// <summary>A school's sessions between two days, as a list of them shows this caller, the earliest first.</summary>
internal sealed class SchoolSessions(
    IQueryHandler<ListSupportSessionsQuery, Page<SupportSessionDto>> sessions, DocumentNames names, ICaller caller)
{
    public const string Permission = Permissions.SupportSessionsRead;

    public Task<DocumentSchool?> SchoolAsync(Guid id, CancellationToken ct) => names.SchoolAsync(id, Permission, ct);

    /// <returns>At most <paramref name="max"/> of them, and whether there are more.</returns>
    public async Task<Result<(IReadOnlyList<SupportSessionDto> Sessions, bool IsCut)>> ReadAsync(
        DocumentSchool school, DateOnly from, DateOnly to, IReadOnlyList<SupportSessionStatus> status, int max, CancellationToken ct)
    {
        var found = new List<SupportSessionDto>();
        var query = new ListSupportSessionsQuery
        {
            SchoolId = school.Id,
            From = from,
            To = to,
            Status = status,
            Sort = "startsAt",
            Expand = [SupportSessionExpansion.Practitioner, SupportSessionExpansion.Pupil],
        };
        var read = await sessions.ReadAsync(query, page => { found.AddRange(page); return found.Count < max; }, ct);
        return read.IsSuccess ? ((IReadOnlyList<SupportSessionDto>)[.. found.Take(max)], read.Value || found.Count > max) : read.Error;
    }

    /// <summary>Whether the school is still the caller's; the sessions are many, so no version.</summary>
    public DocumentStanding? StandingOf(Document document) =>
        caller.ReachOf(Permission).Includes(new SchoolId(document.SchoolId.Value)) ? new DocumentStanding(null) : null;
}
