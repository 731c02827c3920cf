using System.Text.Json.Serialization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.PupilProfiles.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.PupilProfiles;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.PupilProfiles.Queries;

/// <summary>What a pupil's page said at each time. Sorts: <c>edition</c>; the latest first when absent.</summary>
[Requires(Permissions.PupilProfilesRead), Audited("pupil_profile.list_editions")]
public sealed record ListPupilProfileEditionsQuery : PagedQuery, IQuery<Page<PupilProfileEditionDto>>, IAuditSubject
{
    [JsonIgnore]
    public Guid PupilId { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("pupil", PupilId);
}

internal sealed class ListPupilProfileEditionsHandler(PupilProfileAccess access, IPager pager)
    : IQueryHandler<ListPupilProfileEditionsQuery, Page<PupilProfileEditionDto>>
{
    private static readonly Keyset<PupilProfileEdition, PupilProfileEditionDto>[] Sorts =
    [
        Keyset.By<PupilProfileEdition, PupilProfileEditionDto, int, PupilProfileId>(
            "edition", e => e.Edition, d => d.Edition, e => e.PupilProfileId, d => d.ProfileId, descending: true),
    ];

    public async Task<Result<Page<PupilProfileEditionDto>>> Handle(ListPupilProfileEditionsQuery request, CancellationToken cancellationToken)
    {
        var pupil = new PupilId(request.PupilId);
        return await access.ReachesAsync(pupil, cancellationToken)
            ? await pager.PageAsync(access.Of(pupil).SelectMany(p => p.Editions), request, Sorts, cancellationToken)
            : CommonErrors.NotFound;
    }
}
