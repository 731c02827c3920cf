using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Staff;
using PupilSupport.Application.Staff.Commands;
using PupilSupport.Application.Staff.Dtos;
using PupilSupport.Application.Staff.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class StaffEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var staff = v1.MapGroup("/staff").WithTags("Staff");
        staff.MapGet("", List).Sends<ListStaffQuery>();
        staff.MapPost("", Create).Sends<CreateStaffCommand>();
        staff.MapGet("/{id:guid}", Get).Sends<GetStaffQuery>();
        staff.MapPatch("/{id:guid}", Revise).Sends<ReviseStaffCommand>();
        staff.MapPut("/by-external-id/{system}/{value}", Put).Sends<PutStaffByExternalIdCommand>();
        staff.MapPost("/{id:guid}/assignments", Assign).Sends<AssignStaffCommand>();
        staff.MapPost("/{id:guid}/assignments/{assignmentId:guid}/end", EndAssignment).Sends<EndAssignmentCommand>();
    }

    /// <summary>Lists staff.</summary>
    /// <remarks>Those who work, worked or will work at schools that the caller reaches. Sorts: name; name when absent.</remarks>
    private static Task<OkReply<Page<StaffDto>>> List(Query<ListStaffQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Adds a member of staff.</summary>
    /// <remarks>With a first job at a school that the caller reaches.</remarks>
    private static Task<CreatedReply<StaffDto>> Create(CreateStaffBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(
            new CreateStaffCommand(
                body.GivenName, body.FamilyName, body.PreferredGivenName, body.PreferredFamilyName, body.Email,
                body.SchoolId, body.JobRole, body.StartsOn, body.EndsOn), ct)
            .Created(s => $"/v1/staff/{s.Id}");

    /// <summary>Returns a member of staff.</summary>
    /// <remarks>Its ETag is what a change needs, also one of the assignments.</remarks>
    /// <param name="id">The member of staff.</param>
    private static Task<OkReply<StaffDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetStaffQuery(id), ct).Ok();

    /// <summary>Changes a member of staff.</summary>
    /// <remarks>Absent members stay, null clears.</remarks>
    /// <param name="id">The member of staff.</param>
    private static Task<OkReply<StaffDto>> Revise(Guid id, IfMatch ifMatch, MergePatch<StaffEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseStaffCommand(id, patch, ifMatch.Version), ct).Ok();

    /// <summary>Adds or replaces a member of staff by another system's name for them.</summary>
    /// <remarks>The same content again changes nothing and makes no event. Other jobs stay as they are.</remarks>
    /// <param name="system">The other system, lower case.</param>
    /// <param name="value">Its name for the person.</param>
    private static Task<UpsertedReply<StaffDto>> Put(
        string system, string value, PutStaffBody body, IfMatch? ifMatch, CreateOnly createOnly, IMediator mediator, CancellationToken ct) =>
        mediator.Send(
            new PutStaffByExternalIdCommand(
                system, value, body.GivenName, body.FamilyName, body.PreferredGivenName, body.PreferredFamilyName, body.Email,
                body.SchoolId, body.JobRole, body.StartsOn, Expected.Of(ifMatch), createOnly.Value), ct)
            .Upserted(s => $"/v1/staff/{s.Id}");

    /// <summary>Gives a member of staff a job at a school.</summary>
    /// <remarks>The same job at the same school cannot be held twice at once (409). If-Match is optional.</remarks>
    /// <param name="id">The member of staff.</param>
    private static Task<OkReply<StaffDto>> Assign(Guid id, AssignStaffBody body, IfMatch? ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AssignStaffCommand(id, body.SchoolId, body.JobRole, body.StartsOn, body.EndsOn, Expected.Of(ifMatch)), ct).Ok();

    /// <summary>Ends a job at a school.</summary>
    /// <remarks>On its last day, which may lie ahead.</remarks>
    /// <param name="id">The member of staff.</param>
    /// <param name="assignmentId">The job.</param>
    private static Task<OkReply<StaffDto>> EndAssignment(
        Guid id, Guid assignmentId, EndAssignmentBody body, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new EndAssignmentCommand(id, assignmentId, body.EndsOn, ifMatch.Version), ct).Ok();
}
