using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Provisions.Dtos;
using PupilSupport.Application.Provisions.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class ProvisionEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var reports = v1.MapGroup("/reports").WithTags("Plans");
        reports.MapGet("/provision-map", Pupils).Sends<GetProvisionMapQuery>();
        reports.MapGet("/provision-map/totals", Totals).Sends<GetProvisionMapTotalsQuery>();
    }

    /// <summary>Maps what support runs.</summary>
    /// <remarks>
    /// Pupil by pupil on a day: provisions of plans in force and active programmes, with minutes and the cost of a week and of the term by role. A provision that
    /// names a programme counts as that programme, while it runs. Only of pupils, plans and programmes that the caller reads. Sort: name.
    /// </remarks>
    private static Task<OkReply<Page<ProvisionMapPupilDto>>> Pupils(Query<GetProvisionMapQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Adds up what support runs.</summary>
    /// <remarks>The lines that the provision map lists for the same filters, by class, area of need and kind.</remarks>
    private static Task<OkReply<ProvisionMapTotalsDto>> Totals(Query<GetProvisionMapTotalsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
