using System.Text.Json.Serialization;
using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions.Queries;

[Requires(Permissions.SupportSessionsRead), Audited("support_session.read")]
public sealed record GetSupportSessionQuery : IQuery<SupportSessionDto>, IAuditSubject
{
    [JsonIgnore]
    public Guid Id { get; init; }

    /// <summary>Records to put beside their ids: <c>school</c>, <c>practitioner</c>, <c>participants.pupil</c>, with commas between.</summary>
    [Expandable(SupportSessionExpansion.School, SupportSessionExpansion.Practitioner, SupportSessionExpansion.Pupil)]
    public IReadOnlyList<string>? Expand { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("support_session", Id);
}

internal sealed class GetSupportSessionHandler(
    SupportSessionAccess access, SupportSessionAnswers answers, SupportSessionExpansion expansion, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetSupportSessionQuery, SupportSessionDto>
{
    public async Task<Result<SupportSessionDto>> Handle(GetSupportSessionQuery request, CancellationToken cancellationToken)
    {
        var id = new SupportSessionId(request.Id);
        var session = await access.Reachable().AsNoTracking().Where(s => s.Id == id).ProjectTo<SupportSessionDto>(maps).SingleOrDefaultAsync(cancellationToken);
        if (session is null)
        {
            return CommonErrors.NotFound;
        }

        var seen = await answers.OfReadAsync([session], cancellationToken);
        return (await expansion.ExpandAsync(seen, request.Expand ?? [], cancellationToken))[0];
    }
}
