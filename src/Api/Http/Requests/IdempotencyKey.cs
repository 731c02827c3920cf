using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;

namespace PupilSupport.Api.Http.Requests;

/// <summary>
/// As a parameter it makes the Idempotency-Key mandatory. Every POST and PATCH takes one anyway, and the pipeline
/// reads it from the request context.
/// </summary>
public sealed partial class IdempotencyKey : IEndpointParameterMetadataProvider
{
    public const string Header = "Idempotency-Key";

    private IdempotencyKey(string value) => Value = value;

    public string Value { get; }

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.RequestServices.GetRequiredService<RequestContext>().IdempotencyKey is { } key ? new IdempotencyKey(key) : null);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new NeedsIdempotencyKey());

    /// <summary>Takes <c>abc</c> and the structured string <c>"abc"</c> as the same key.</summary>
    internal static bool TryParse(string text, out string key)
    {
        key = text is ['"', _, .., '"'] ? text[1..^1] : text;
        return Form().IsMatch(key);
    }

    [GeneratedRegex(@"\A[\x21-\x7E]{1,255}\z")]
    private static partial Regex Form();
}
