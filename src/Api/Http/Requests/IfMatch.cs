using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;

namespace PupilSupport.Api.Http.Requests;

/// <summary>
/// The version that the caller read. As a parameter it makes If-Match mandatory (428 without); as <c>IfMatch?</c> it
/// is taken when sent.
/// </summary>
public sealed partial class IfMatch : IEndpointParameterMetadataProvider
{
    private IfMatch(int version, bool any) => (Version, Any) = (version, any);

    /// <summary>0, which no record has, for a tag that can match nothing: a weak one or none of ours.</summary>
    public int Version { get; }

    /// <summary><c>*</c>, on PUT only: any version, but there must be one.</summary>
    public bool Any { get; }

    public static ValueTask<IfMatch?> BindAsync(HttpContext context) => ValueTask.FromResult(BoundRequest.Of(context).IfMatch);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new TakesIfMatch(new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.Nullable));

    /// <summary>False when it is no single entity tag, or <c>*</c> where that is not taken.</summary>
    internal static bool TryParse(string text, bool takesAny, out IfMatch? value)
    {
        value = text == "*" ? new IfMatch(0, any: true) : Form().Match(text) is { Success: true } tag ? new IfMatch(VersionOf(tag), any: false) : null;
        return value is not null && (takesAny || !value.Any);
    }

    private static int VersionOf(Match tag) =>
        !tag.Groups["weak"].Success && int.TryParse(tag.Groups["version"].ValueSpan, out var version) ? version : 0;

    // The suffix marks a projection of the same version, so it does not count here.
    [GeneratedRegex("""\A(?<weak>W/)?"(?:(?<version>[1-9][0-9]{0,8})(?:-[0-9a-f]+)?|[\x21\x23-\x7E]*)"\z""")]
    private static partial Regex Form();
}

/// <summary><c>If-None-Match: *</c> on a PUT: make it, but change nothing that is there (412).</summary>
public sealed class CreateOnly(bool value)
{
    public bool Value { get; } = value;

    public static ValueTask<CreateOnly?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<CreateOnly?>(new CreateOnly(context.Request.Headers.IfNoneMatch.ToString() == "*"));
}
