using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.DataQuality;

namespace PupilSupport.Api.Endpoints;

internal sealed class DataQualityEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/data-quality", List).WithTags("Data quality").Sends<ListFindingsQuery>();

    /// <summary>Lists what is missing or doubtful in the roster.</summary>
    /// <remarks>
    /// Computed as the roster stands now: pupils without date of birth, UPN or roll, doubtful UPNs, schools without
    /// URN, kind or a calendar for this academic year. Sorts: code; code when absent.
    /// </remarks>
    private static Task<OkReply<Page<FindingDto>>> List(Query<ListFindingsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
