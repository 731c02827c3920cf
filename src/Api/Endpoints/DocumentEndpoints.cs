using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Documents.Commands;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Application.Documents.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class DocumentEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var documents = v1.MapGroup("/documents").WithTags("Documents");
        documents.MapGet("", List).Sends<ListDocumentsQuery>();
        documents.MapPost("", Issue).Sends<IssueDocumentCommand>();
        documents.MapPost("/verify", Verify).Sends<VerifyDocumentQuery>();
        documents.MapGet("/{id:guid}", Get).Sends<GetDocumentQuery>();
        documents.MapGet("/{id:guid}/content", GetContent).Sends<GetDocumentContentQuery>().NeverStored();
    }

    /// <summary>Lists issued documents.</summary>
    /// <remarks>
    /// The ledger of what left the service, newest first: the caller's own, and for those who watch over it, such as the
    /// safeguarding lead and the auditor, all of the school's. Each read is audited.
    /// </remarks>
    private static Task<OkReply<Page<DocumentDto>>> List(Query<ListDocumentsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Issues a document.</summary>
    /// <remarks>
    /// Of what the caller may read, and of nothing more: a session, a task, a plan for the family, a pupil's chronology or summary, a school's day sheet for
    /// when the service cannot be reached, or a list. It is stamped with its number, the record's version, a hash, who and when,
    /// and it is entered in the ledger. One that is made to leave the school (for the family, for a new school) is entered in the log of
    /// information shares, too; <c>sharing</c> says with whom and by what right, when not as usual. Fetch its content within the hour.
    /// </remarks>
    private static Task<CreatedReply<DocumentDto>> Issue(IssueDocumentBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new IssueDocumentCommand(body), ct).Created(d => $"/v1/documents/{d.Id}");

    /// <summary>Checks a document on paper.</summary>
    /// <remarks>
    /// By the number printed on it, by the hash printed on it or by the hash of the file. It tells who issued what when, and
    /// whether the record has changed since; nothing that the document says.
    /// </remarks>
    private static Task<OkReply<DocumentVerificationDto>> Verify(VerifyDocumentQuery body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(body, ct).Ok();

    /// <summary>Reads the ledger's line of a document.</summary>
    /// <param name="id">The document.</param>
    private static Task<OkReply<DocumentDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetDocumentQuery(id), ct).Ok();

    /// <summary>Fetches a document.</summary>
    /// <remarks>
    /// In the format in which it was issued, by whoever issued it, within an hour and as long as they reach what it is made of.
    /// Each fetch is audited before the bytes leave.
    /// </remarks>
    /// <param name="id">The document.</param>
    private static Task<DocumentReply> GetContent(Guid id, IMediator mediator, CancellationToken ct) =>
        DocumentReply.OfAsync(mediator.Send(new GetDocumentContentQuery(id), ct));
}
