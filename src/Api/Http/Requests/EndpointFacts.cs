using Microsoft.AspNetCore.Http.Metadata;

namespace PupilSupport.Api.Http.Requests;

/// <summary>Marks an endpoint of the API proper: the gate checks its requests and nothing unknown passes.</summary>
internal sealed class ApiEndpoint;

/// <summary>The request type that an endpoint sends, which is also where its name comes from.</summary>
internal sealed record SendsRequest(Type Type);

/// <summary>The record that an endpoint's query string must fit.</summary>
internal sealed record QueryShape(Type Type);

/// <summary>
/// The type that an endpoint's JSON body must fit. It has no content types, so that routing leaves the 415 to the gate,
/// which comes after authorization and can say what is accepted.
/// </summary>
internal sealed record BodyShape(Type RequestType, bool IsPatch, bool IsOptional) : IAcceptsMetadata
{
    public string MediaType => IsPatch ? "application/merge-patch+json" : "application/json";

    IReadOnlyList<string> IAcceptsMetadata.ContentTypes => [];
}

/// <summary>The form that an endpoint reads by itself, as a stream. No content types either: see <see cref="BodyShape"/>.</summary>
internal sealed record FormShape(Type RequestType) : IAcceptsMetadata
{
    public const string MediaType = "multipart/form-data";

    bool IAcceptsMetadata.IsOptional => false;

    IReadOnlyList<string> IAcceptsMetadata.ContentTypes => [];
}

/// <summary>The body of an action that takes nothing: <c>{}</c> or none at all.</summary>
public sealed record NoMembers;

/// <summary>The endpoint reads If-Match.</summary>
/// <param name="Required">Whether its absence is refused with 428.</param>
internal sealed record TakesIfMatch(bool Required);

/// <summary>The endpoint refuses a request without Idempotency-Key.</summary>
internal sealed class NeedsIdempotencyKey;

/// <summary>The reply must not be stored anywhere, not even to be revalidated.</summary>
internal sealed class NeverStored;

/// <summary>With which statuses it can be refused besides those that its method and parameters say.</summary>
internal sealed record RefusesWith(IReadOnlyList<int> Statuses);
