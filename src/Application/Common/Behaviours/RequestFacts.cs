using System.Reflection;

namespace PupilSupport.Application.Common.Behaviours;

/// <summary>What a request type declares about itself, read once.</summary>
internal static class RequestFacts<TRequest>
{
    public static readonly string Permission = typeof(TRequest).GetCustomAttribute<RequiresAttribute>()?.Permission
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} names no permission: add [Requires].");

    public static readonly string? Action = typeof(TRequest).GetCustomAttribute<AuditedAttribute>()?.Action;

    public static readonly bool IsCommand = typeof(TRequest).IsAssignableTo(typeof(ICommandMarker));
}
