using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Jobs;
using PupilSupport.Application.Jobs.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class ScheduleEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGroup("/schedules").WithTags("Jobs").MapGet("", List).Sends<ListSchedulesQuery>();

    /// <summary>Lists what runs by the clock.</summary>
    /// <remarks>All in one page, by name, each with its next time and how its last one fared. Its jobs are in the list of jobs.</remarks>
    private static Task<OkReply<Page<ScheduleDto>>> List(IMediator mediator, CancellationToken ct) => mediator.Send(new ListSchedulesQuery(), ct).Ok();
}
