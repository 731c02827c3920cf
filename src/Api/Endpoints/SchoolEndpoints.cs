using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Schools;
using PupilSupport.Application.Schools.Commands;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Application.Schools.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class SchoolEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var schools = v1.MapGroup("/schools").WithTags("Schools");
        schools.MapGet("", List).Sends<ListSchoolsQuery>();
        schools.MapPost("", Create).Sends<CreateSchoolCommand>();
        schools.MapGet("/{id:guid}", Get).Sends<GetSchoolQuery>();
        schools.MapPatch("/{id:guid}", Revise).Sends<ReviseSchoolCommand>();
        schools.MapPut("/by-external-id/{system}/{value}", Put).Sends<PutSchoolByExternalIdCommand>();
        schools.MapGet("/{id:guid}/calendars", ListCalendars).Sends<ListCalendarsQuery>();
        schools.MapPut("/{id:guid}/calendars/{academicYear}", PutCalendar).Sends<PutCalendarCommand>();
    }

    /// <summary>Lists schools.</summary>
    /// <remarks>Those that the caller reaches. Sorts: name; name when absent.</remarks>
    private static Task<OkReply<Page<SchoolDto>>> List(Query<ListSchoolsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Adds a school to the trust.</summary>
    /// <remarks>For those who administer the whole trust. URN and LAESTAB are unique within it (409).</remarks>
    private static Task<CreatedReply<SchoolDto>> Create(SchoolBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CreateSchoolCommand(body.Name, body.Kind, body.Urn, body.LaEstab, body.Phase), ct).Created(s => $"/v1/schools/{s.Id}");

    /// <summary>Returns a school.</summary>
    /// <remarks>Its ETag is what a change of it needs.</remarks>
    /// <param name="id">The school.</param>
    private static Task<OkReply<SchoolDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetSchoolQuery(id), ct).Ok();

    /// <summary>Changes a school.</summary>
    /// <remarks>Absent members stay, null clears. URN and LAESTAB are unique within the trust (409).</remarks>
    /// <param name="id">The school.</param>
    private static Task<OkReply<SchoolDto>> Revise(Guid id, IfMatch ifMatch, MergePatch<SchoolEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseSchoolCommand(id, patch, ifMatch.Version), ct).Ok();

    /// <summary>Adds or replaces a school by another system's name for it.</summary>
    /// <remarks>The same content again changes nothing and makes no event. Absent members are cleared.</remarks>
    /// <param name="system">The other system, lower case.</param>
    /// <param name="value">Its name for the school.</param>
    private static Task<UpsertedReply<SchoolDto>> Put(
        string system, string value, SchoolBody body, IfMatch? ifMatch, CreateOnly createOnly, IMediator mediator, CancellationToken ct) =>
        mediator.Send(
            new PutSchoolByExternalIdCommand(system, value, body.Name, body.Kind, body.Urn, body.LaEstab, body.Phase, Expected.Of(ifMatch), createOnly.Value), ct)
            .Upserted(s => $"/v1/schools/{s.Id}");

    /// <summary>Lists a school's calendars.</summary>
    /// <remarks>One for each academic year that the school has told. Sorts: opensOn; opensOn when absent.</remarks>
    /// <param name="id">The school.</param>
    private static Task<OkReply<Page<CalendarDto>>> ListCalendars(Guid id, Query<ListCalendarsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { SchoolId = id }, ct).Ok();

    /// <summary>Sets a school's calendar for an academic year.</summary>
    /// <remarks>
    /// Replaces the whole year. School days are the weekdays from the first day to the last that no closure covers; all
    /// deadlines in school days follow it. Without a calendar such deadlines are refused, never guessed.
    /// </remarks>
    /// <param name="id">The school.</param>
    /// <param name="academicYear">As <c>2026-27</c>.</param>
    private static Task<UpsertedReply<CalendarDto>> PutCalendar(
        Guid id, string academicYear, CalendarBody body, IfMatch? ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new PutCalendarCommand(id, academicYear, body.OpensOn, body.ClosesOn, body.Closures, Expected.Of(ifMatch)), ct)
            .Upserted(c => $"/v1/schools/{c.SchoolId}/calendars/{c.AcademicYear.Replace('/', '-')}");
}
