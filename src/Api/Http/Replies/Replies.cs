using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using PupilSupport.Api.Errors;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Http.Replies;

/// <summary>What an endpoint returns: a pure function of its result, so that a replay renders as the first answer did.</summary>
public abstract class Reply<T>(Result<T> result) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        result.IsSuccess ? SucceedAsync(httpContext, result.Value) : Problems.WriteAsync(httpContext, result.Error);

    private protected abstract Task SucceedAsync(HttpContext context, T value);

    private protected static void Produces(EndpointBuilder builder, int status, Type? type) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(status, type ?? typeof(void), type is null ? [] : ["application/json"]));
}

/// <summary>200 with the resource or a page.</summary>
public sealed class OkReply<T>(Result<T> result) : Reply<T>(result), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Produces(builder, 200, typeof(T));

    private protected override Task SucceedAsync(HttpContext context, T value) => ReplyWriter.WriteAsync(context, 200, value!);
}

/// <summary>201 with the resource, its Location and its ETag.</summary>
public sealed class CreatedReply<T>(Result<T> result, Func<T, string> location) : Reply<T>(result), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Produces(builder, 201, typeof(T));

    private protected override Task SucceedAsync(HttpContext context, T value)
    {
        context.Response.Headers.Location = location(value);
        return ReplyWriter.WriteAsync(context, 201, value!);
    }
}

/// <summary>202 with the job and the Location where its progress stands.</summary>
public sealed class AcceptedReply<T>(Result<T> result, Func<T, string> location) : Reply<T>(result), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Produces(builder, 202, typeof(T));

    private protected override Task SucceedAsync(HttpContext context, T value)
    {
        context.Response.Headers.Location = location(value);
        context.Response.Headers.RetryAfter = "2";
        return ReplyWriter.WriteAsync(context, 202, value!);
    }
}

/// <summary>201 when the PUT made it, 200 when it was there.</summary>
public sealed class UpsertedReply<T>(Result<Upserted<T>> result, Func<T, string> location) : Reply<Upserted<T>>(result), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        Produces(builder, 200, typeof(T));
        Produces(builder, 201, typeof(T));
    }

    private protected override Task SucceedAsync(HttpContext context, Upserted<T> value)
    {
        context.Response.Headers.Location = location(value.Value);
        return ReplyWriter.WriteAsync(context, value.Created ? 201 : 200, value.Value!);
    }
}

/// <summary>201 with what was made and its Location, or 200 with what would be made, which has none.</summary>
public sealed class PlannedReply<T>(Result<T> result, Func<T, string?> location) : Reply<T>(result), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        Produces(builder, 200, typeof(T));
        Produces(builder, 201, typeof(T));
    }

    private protected override Task SucceedAsync(HttpContext context, T value)
    {
        if (location(value) is not { } made)
        {
            return ReplyWriter.WriteAsync(context, 200, value!);
        }

        context.Response.Headers.Location = made;
        return ReplyWriter.WriteAsync(context, 201, value!);
    }
}

/// <summary>204.</summary>
public sealed class NoContentReply<T>(Result<T> result) : Reply<T>(result), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Produces(builder, 204, null);

    private protected override Task SucceedAsync(HttpContext context, T value)
    {
        context.Response.StatusCode = 204;
        ReplyWriter.Describe(context);
        return Task.CompletedTask;
    }
}

/// <summary>Ends an endpoint: <c>mediator.Send(command, ct).Created(s => $"/v1/support-sessions/{s.Id}")</c>.</summary>
public static class ReplyExtensions
{
    public static async Task<OkReply<T>> Ok<T>(this Task<Result<T>> sending) => new(await sending);

    public static async Task<CreatedReply<T>> Created<T>(this Task<Result<T>> sending, Func<T, string> location) => new(await sending, location);

    public static async Task<AcceptedReply<T>> Accepted<T>(this Task<Result<T>> sending, Func<T, string> location) => new(await sending, location);

    public static async Task<UpsertedReply<T>> Upserted<T>(this Task<Result<Upserted<T>>> sending, Func<T, string> location) => new(await sending, location);

    /// <param name="location">Null for what was only shown.</param>
    public static async Task<PlannedReply<T>> Planned<T>(this Task<Result<T>> sending, Func<T, string?> location) => new(await sending, location);

    public static async Task<NoContentReply<T>> NoContent<T>(this Task<Result<T>> sending) => new(await sending);
}
