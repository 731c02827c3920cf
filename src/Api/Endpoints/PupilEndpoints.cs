using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Pupils;
using PupilSupport.Application.Pupils.Commands;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Pupils.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class PupilEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var pupils = v1.MapGroup("/pupils").WithTags("Pupils");
        pupils.MapGet("", List).Sends<ListPupilsQuery>();
        pupils.MapPost("", Create).Sends<CreatePupilCommand>();
        pupils.MapPost("/search", Search).Sends<SearchPupilsQuery>();
        pupils.MapGet("/{id:guid}", Get).Sends<GetPupilQuery>();
        pupils.MapPatch("/{id:guid}", Revise).Sends<RevisePupilCommand>();
        pupils.MapPut("/{id:guid}/needs", RecordNeeds).Sends<RecordPupilNeedsCommand>();
        pupils.MapPut("/by-external-id/{system}/{value}", Put).Sends<PutPupilByExternalIdCommand>();
    }

    /// <summary>Lists pupils.</summary>
    /// <remarks>
    /// Those whom the caller reaches: a teacher the own classes, a phase leader the year groups, others the school. SEN
    /// provision and needs are left out unless the caller may read them. Sorts: name, updatedAt; name when absent.
    /// </remarks>
    private static Task<OkReply<Page<PupilDto>>> List(Query<ListPupilsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Adds a pupil with a first main enrolment.</summary>
    /// <remarks>A UPN whose check letter does not fit is refused (422), as is one that another pupil has (409).</remarks>
    private static Task<CreatedReply<PupilDto>> Create(CreatePupilBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(
            new CreatePupilCommand(
                body.SchoolId, body.GivenName, body.FamilyName, body.MiddleNames, body.PreferredGivenName, body.PreferredFamilyName,
                body.DateOfBirth, body.Upn, body.OutOfYear, body.SenProvision, body.SenNeeds, body.AdmittedOn, body.ExternalIds), ct)
            .Created(p => $"/v1/pupils/{p.Id}");

    /// <summary>Finds pupils by names.</summary>
    /// <remarks>
    /// Each word of the query begins some part of the legal or preferred names. Case, accents and apostrophes of either
    /// form make no difference. Names are sent in the body, never in a URL. Each search is audited.
    /// </remarks>
    private static Task<OkReply<Page<PupilDto>>> Search(SearchPupilsQuery body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(body, ct).Ok();

    /// <summary>Returns a pupil.</summary>
    /// <remarks>Its ETag is what a change needs. What the caller may not read is left out and named in <c>_meta</c>. Each read is audited.</remarks>
    /// <param name="id">The pupil.</param>
    private static Task<OkReply<PupilDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetPupilQuery(id), ct).Ok();

    /// <summary>Changes who a pupil is.</summary>
    /// <remarks>Absent members stay, null clears. Needs, enrolments and contacts have operations of their own.</remarks>
    /// <param name="id">The pupil.</param>
    private static Task<OkReply<PupilDto>> Revise(Guid id, IfMatch ifMatch, MergePatch<PupilEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RevisePupilCommand(id, patch, ifMatch.Version), ct).Ok();

    /// <summary>Records a pupil's special educational needs.</summary>
    /// <remarks>Replaces provision and types of need; the primary need stands first.</remarks>
    /// <param name="id">The pupil.</param>
    private static Task<OkReply<PupilDto>> RecordNeeds(Guid id, PupilNeedsBody body, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordPupilNeedsCommand(id, body.SenProvision, body.SenNeeds, Expected.Of(ifMatch)!.Value), ct).Ok();

    /// <summary>Adds or replaces a pupil by another system's name for them.</summary>
    /// <remarks>
    /// The same content again changes nothing and makes no event. Absent members are cleared, but SEN provision stays. A
    /// pupil who is not on the school's roll joins it and leaves the main roll of another school of the trust.
    /// </remarks>
    /// <param name="system">The other system, lower case.</param>
    /// <param name="value">Its name for the pupil.</param>
    private static Task<UpsertedReply<PupilDto>> Put(
        string system, string value, PutPupilBody body, IfMatch? ifMatch, CreateOnly createOnly, IMediator mediator, CancellationToken ct) =>
        mediator.Send(
            new PutPupilByExternalIdCommand(
                system, value, body.SchoolId, body.GivenName, body.FamilyName, body.MiddleNames, body.PreferredGivenName, body.PreferredFamilyName,
                body.DateOfBirth, body.Upn, body.OutOfYear, body.SenProvision, body.SenNeeds, body.AdmittedOn, Expected.Of(ifMatch), createOnly.Value), ct)
            .Upserted(p => $"/v1/pupils/{p.Id}");
}
