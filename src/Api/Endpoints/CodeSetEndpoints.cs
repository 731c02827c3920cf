using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Application.CodeSets;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.Endpoints;

internal sealed class CodeSetEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var sets = v1.MapGroup("/code-sets").WithTags("Code sets");
        sets.MapGet("", List).Sends<ListCodeSetsQuery>();
        sets.MapGet("/{name}", Get).Sends<GetCodeSetQuery>();
    }

    /// <summary>Lists the code sets.</summary>
    /// <remarks>National lists, and those of this API. All of them, by name.</remarks>
    private static Task<OkReply<Page<CodeSetSummaryDto>>> List(IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ListCodeSetsQuery(), ct).Ok();

    /// <summary>Returns a code set with its codes.</summary>
    /// <remarks>Codes outside their days of validity are listed, and refused for other days.</remarks>
    /// <param name="name">Its name, say <c>sen-types</c>.</param>
    private static Task<OkReply<CodeSetDto>> Get(string name, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetCodeSetQuery(name), ct).Ok();
}
