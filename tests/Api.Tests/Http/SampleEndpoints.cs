using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Api.Tests.Http;

public enum SampleStatus
{
    Planned,
    InProgress,

    [Code("K")]
    Published,
}

[Requires("samples.write")]
public sealed record CreateSampleCommand;

[Requires("samples.read")]
public sealed record GetSampleQuery;

[Requires("samples.write")]
public sealed record ReviseSampleCommand;

[Requires("samples.write")]
public sealed record CancelSampleCommand;

[Requires("samples.write")]
public sealed record FinishSampleCommand;

[Requires("samples.write")]
public sealed record PutSampleCommand;

[Requires("samples.write")]
public sealed record RemoveSampleCommand;

[Requires("samples.read")]
public sealed record FailSampleQuery;

[Requires("samples.read")]
public sealed record PartSampleQuery;

[Requires("nobody.has-it")]
public sealed record ForbiddenSampleQuery;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Figure;

public sealed record Circle(int Radius) : Figure;

public sealed record Square(int Side) : Figure;

public sealed record SampleBody(
    string Name,
    Guid SchoolId,
    DateTimeOffset StartsAt,
    SampleStatus Status,
    IReadOnlyList<SamplePart> Parts,
    DateOnly? Day = null,
    PupilId? PupilId = null,
    [property: DecimalPlaces(3)] decimal? Dose = null,
    [property: Range(1, 5)] int? Count = null,
    [property: Text(5)] string? Code = null,
    Figure? Figure = null,
    IReadOnlyList<string>? Tags = null);

public sealed record SamplePart(Guid PupilId, string? Note = null);

public sealed record SampleDto(Guid Id, int Version, string Name, SampleStatus Status, SamplePart? Part, DateTimeOffset StartsAt);

[RulesOf(typeof(ReviseSampleCommand))]
public sealed record SampleEdit(string Name, string? Room, [property: Items(2)] IReadOnlyList<string> Tags, SamplePart? Part);

public sealed record ListSamplesQuery : PagedQuery
{
    public Guid? PupilId { get; init; }
    public DateOnly? From { get; init; }
    public DateTimeOffset? Since { get; init; }
    public IReadOnlyList<SampleStatus>? Status { get; init; }

    [Expandable("pupil", "pupil.school", "createdBy")]
    public IReadOnlyList<string>? Expand { get; init; }

    [JsonIgnore]
    public Guid Owner { get; init; }
}

/// <summary>Endpoints that only show what the edge does.</summary>
internal sealed class SampleEndpoints : IEndpoints
{
    private static readonly SampleDto Sample = new(
        Guid.Parse("0190f6a0-0000-7000-8000-000000000001"), 7, "Hive", SampleStatus.InProgress,
        new SamplePart(Guid.Parse("0190f6a0-0000-7000-8000-000000000002"), "n"), new DateTimeOffset(2026, 11, 23, 11, 0, 0, TimeSpan.FromHours(1)));

    public static void Map(RouteGroupBuilder v1)
    {
        var samples = v1.MapGroup("/samples").WithTags("Samples");
        samples.MapPost("", Create).Sends<CreateSampleCommand>();
        samples.MapGet("", List).Sends<ListSamples>();
        samples.MapGet("/{id:guid}", Get).Sends<GetSampleQuery>();
        samples.MapPatch("/{id:guid}", Revise).Sends<ReviseSampleCommand>();
        samples.MapPost("/{id:guid}/cancel", Cancel).Sends<CancelSampleCommand>();
        samples.MapPost("/{id:guid}/finish", Finish).Sends<FinishSampleCommand>();
        samples.MapPut("/{id:guid}", Put).Sends<PutSampleCommand>();
        samples.MapDelete("/{id:guid}", Remove).Sends<RemoveSampleCommand>();
        samples.MapGet("/parts/{number:int}", (int number) => Results.Ok(number)).Sends<PartSampleQuery>();
        samples.MapGet("/fail/{kind}", Fail).Sends<FailSampleQuery>();
        samples.MapGet("/forbidden", () => Results.Ok()).Sends<ForbiddenSampleQuery>();
    }

    [Requires("samples.read")]
    private sealed record ListSamples;

    private static Task<CreatedReply<SampleDto>> Create(SampleBody body, RequestContext request) =>
        Task.FromResult<Result<SampleDto>>(Sample with { Name = body.Name, Version = request.ValidateOnly ? 99 : 1 }).Created(s => $"/v1/samples/{s.Id}");

    private static Task<OkReply<Page<SampleDto>>> List(Query<ListSamplesQuery> query)
    {
        var rows = query.Value.Status is { Count: > 0 } ? [] : Enumerable.Repeat(Sample, query.Value.Limit ?? 1).ToArray();
        return Task.FromResult<Result<Page<SampleDto>>>(
            new Page<SampleDto>(rows, new PageInfo(query.Value.Limit ?? 50, "next+cursor", true)) { Total = query.Value.IncludeTotal == true ? 1 : null }).Ok();
    }

    private static Task<OkReply<SampleDto>> Get(Guid id) =>
        Task.FromResult(id == Sample.Id ? (Result<SampleDto>)Sample : CommonErrors.NotFound).Ok();

    private static Task<OkReply<SampleEdit>> Revise(Guid id, MergePatch<SampleEdit> patch, IfMatch ifMatch) =>
        Task.FromResult(patch.ApplyTo(new SampleEdit("Hive", "R1", ["a"], null))).Ok();

    private static Task<OkReply<SampleDto>> Cancel(Guid id, IfMatch ifMatch) =>
        Task.FromResult(ifMatch.Version == Sample.Version ? (Result<SampleDto>)(Sample with { Version = 8 }) : CommonErrors.PreconditionFailed.With("currentETag", "\"7\"")).Ok();

    private static Task<OkReply<SampleDto>> Finish(Guid id, IdempotencyKey key, RequestContext request)
    {
        request.Replayed = key.Value == "again";
        return Task.FromResult<Result<SampleDto>>(Sample with { Name = Convert.ToHexString(request.Fingerprint!) }).Ok();
    }

    private static Task<UpsertedReply<SampleDto>> Put(Guid id, SamplePart body, IfMatch? ifMatch, CreateOnly createOnly) =>
        Task.FromResult<Result<Upserted<SampleDto>>>(new Upserted<SampleDto>(Sample with { Name = $"{ifMatch?.Any} {createOnly.Value}" }, createOnly.Value))
            .Upserted(s => $"/v1/samples/{s.Id}");

    private static Task<NoContentReply<bool>> Remove(Guid id) => Task.FromResult<Result<bool>>(true).NoContent();

    private static Task<OkReply<SampleDto>> Fail(string kind) => kind switch
    {
        "throws" => throw new InvalidOperationException("secret text"),
        "stale" => throw new DbUpdateConcurrencyException("secret text"),
        "cancelled" => throw new OperationCanceledException(),
        "conflict" => Task.FromResult<Result<SampleDto>>(CommonErrors.Duplicate.With("allowedActions", new[] { "cancel" })).Ok(),
        "gone" => Task.FromResult<Result<SampleDto>>(CommonErrors.CursorExpired).Ok(),
        "rule" => Task.FromResult<Result<SampleDto>>(CommonErrors.UnknownReference.At("/pupilId")).Ok(),
        _ => throw new DbUpdateException("outer", new InvalidOperationException("wrapped", new PostgresException("secret text", "ERROR", "ERROR", kind))),
    };
}
