using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.AuditEntries.Dtos;
using PupilSupport.Application.AuditEntries.Queries;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.Endpoints;

internal sealed class AuditEntryEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var entries = v1.MapGroup("/audit-entries").WithTags("Audit");
        entries.MapGet("", List).Sends<ListAuditEntriesQuery>().NeverStored();
    }

    /// <summary>Lists the audit.</summary>
    /// <remarks>Who changed what, and who read sensitive records; newest first. Reading the audit is itself audited.</remarks>
    private static Task<OkReply<Page<AuditEntryDto>>> List(Query<ListAuditEntriesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
