using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.AuditEntries.Commands;
using PupilSupport.Application.AuditEntries.Dtos;
using PupilSupport.Application.AuditEntries.Queries;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Jobs;

namespace PupilSupport.Api.Endpoints;

internal sealed class AuditEntryEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var entries = v1.MapGroup("/audit-entries").WithTags("Audit");
        entries.MapGet("", List).Sends<ListAuditEntriesQuery>().NeverStored();
        v1.MapPost("/audit-verifications", Verify).WithTags("Audit").Sends<StartAuditVerificationCommand>();
    }

    /// <summary>Lists the audit.</summary>
    /// <remarks>Who changed what, and who read sensitive records; newest first. Reading the audit is itself audited.</remarks>
    private static Task<OkReply<Page<AuditEntryDto>>> List(Query<ListAuditEntriesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Verifies the audit.</summary>
    /// <remarks>
    /// Starts a job that walks the trust's audit chain from its first entry and checks it against the furthest signed head.
    /// The job succeeds when the chain holds, and its count of unchanged entries says how many verified; it fails with
    /// <c>audit-chain-broken</c> when not, and its error names the first break.
    /// </remarks>
    private static Task<AcceptedReply<JobDto>> Verify(IMediator mediator, CancellationToken ct) =>
        mediator.Send(new StartAuditVerificationCommand(), ct).Accepted(j => $"/v1/jobs/{j.Id}");
}
