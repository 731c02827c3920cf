using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Me.Dtos;
using PupilSupport.Application.Me.Queries;

namespace PupilSupport.Api.Endpoints;

public sealed class MeEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var me = v1.MapGroup("/me").WithTags("Me");
        me.MapGet("", GetAsync).Sends<GetMeQuery>();
        me.MapGet("/day", DayAsync).Sends<GetMyDayQuery>();
    }

    /// <summary>Get who I am</summary>
    /// <remarks>The trust, the member of staff, the schools, roles and permissions that the access token stands for today.</remarks>
    /// <response code="200">The caller.</response>
    private static Task<OkReply<MeDto>> GetAsync(IMediator mediator, CancellationToken ct) => mediator.Send(new GetMeQuery(), ct).Ok();

    /// <summary>Returns my day.</summary>
    /// <remarks>
    /// Sessions, tasks that are due or late, unread notices, and whether the schools are open: all that a start page shows, in
    /// one request. Each list holds 50 at most; <c>more</c> says where the rest is.
    /// </remarks>
    private static Task<OkReply<MyDayDto>> DayAsync(Query<GetMyDayQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
