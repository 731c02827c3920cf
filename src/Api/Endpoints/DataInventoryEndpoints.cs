using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Application.DataInventory.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class DataInventoryEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/data-inventory", Get).WithTags("Data protection").Sends<GetDataInventoryQuery>();

    /// <summary>Returns the personal-data inventory.</summary>
    /// <remarks>Every table and column with its sensitivity label, purpose, retention class and place in a subject access request.</remarks>
    private static Task<OkReply<DataInventoryDto>> Get(IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetDataInventoryQuery(), ct).Ok();
}
