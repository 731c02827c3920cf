using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Application.Me.Queries;

namespace PupilSupport.Api.Endpoints;

public sealed class MeEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGroup("/me").WithTags("Me").MapGet("", GetAsync).Sends<GetMeQuery>();

    /// <summary>Get who I am</summary>
    /// <remarks>The trust, the member of staff, the schools, roles and permissions that the access token stands for today.</remarks>
    /// <response code="200">The caller.</response>
    private static Task<OkReply<MeDto>> GetAsync(IMediator mediator, CancellationToken ct) => mediator.Send(new GetMeQuery(), ct).Ok();
}
