using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Classes.Dtos;
using PupilSupport.Application.Classes.Queries;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.Endpoints;

internal sealed class ClassEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/classes", List).WithTags("Classes").Sends<ListClassesQuery>();

    /// <summary>Lists classes.</summary>
    /// <remarks>Those of the schools that the caller reaches. Classes come with the roster. Sorts: name; name when absent.</remarks>
    private static Task<OkReply<Page<ClassDto>>> List(Query<ListClassesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
