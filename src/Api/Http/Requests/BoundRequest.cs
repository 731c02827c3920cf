using System.Text.Json;
using PupilSupport.Api.Http.Replies;

namespace PupilSupport.Api.Http.Requests;

/// <summary>What the gate has read of a request; parameters bind to it.</summary>
internal sealed class BoundRequest
{
    public object? Query { get; set; }

    public IfMatch? IfMatch { get; set; }

    public JsonElement? Body { get; set; }

    /// <summary>The members to answer with; null for all.</summary>
    public FieldTree? Fields { get; set; }

    /// <summary>What the caller asked to have added, already within the whitelist.</summary>
    public IReadOnlyList<string> Expand { get; set; } = [];

    public static BoundRequest Of(HttpContext context) =>
        context.Features.Get<BoundRequest>() ?? throw new InvalidOperationException("The request gate has not run.");
}
