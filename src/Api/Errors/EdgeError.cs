using PupilSupport.Application.Common;

namespace PupilSupport.Api.Errors;

/// <summary>A refusal of the HTTP edge itself, where the status says more than an error kind of the domain could.</summary>
public sealed record EdgeError(string Code, int Status, string Message);

/// <summary>What the edge refuses before, or in place of, a handler.</summary>
public static class EdgeErrors
{
    public static readonly EdgeError MalformedRequest = new("malformed-request", 400, "The request is not well formed.");
    public static readonly EdgeError MalformedJson = new("malformed-json", 400, "The body is not one JSON document in UTF-8.");
    public static readonly EdgeError ValidationFailed = new("validation-failed", 400, "The request is not valid.");
    public static readonly EdgeError UnknownMember = new("unknown-member", 400, "The body has a member that the operation does not know.");
    public static readonly EdgeError UnknownParameter = new("unknown-parameter", 400, "The query has a parameter that the operation does not know.");
    public static readonly EdgeError IdempotencyKeyMissing = new("idempotency-key-missing", 400, "This operation needs an Idempotency-Key.");
    public static readonly EdgeError IdempotencyKeyInvalid = new("idempotency-key-invalid", 400, "The Idempotency-Key must be 1 to 255 visible ASCII characters.");
    public static readonly EdgeError Unauthenticated = new("unauthenticated", 401, "The request carries no valid access token.");
    public static readonly EdgeError TokenExpired = new("token-expired", 401, "The access token has expired.");
    public static readonly EdgeError InsufficientScope = new("insufficient-scope", 403, "The caller lacks the permission for this.");
    public static readonly EdgeError NotFound = new("not-found", 404, "There is no such resource.");
    public static readonly EdgeError MethodNotAllowed = new("method-not-allowed", 405, "The resource does not know this method.");
    public static readonly EdgeError NotAcceptable = new("not-acceptable", 406, "The operation has no representation of an accepted media type.");
    public static readonly EdgeError PayloadTooLarge = new("payload-too-large", 413, "The body is larger than the operation allows.");
    public static readonly EdgeError UnsupportedMediaType = new("unsupported-media-type", 415, "The operation does not read this media type, charset or content encoding.");
    public static readonly EdgeError PreconditionRequired = new("precondition-required", 428, "This operation needs If-Match with the ETag of the version read.");
    public static readonly EdgeError QuotaExceeded = new("quota-exceeded", 429, "Too many requests in this window.");
    public static readonly EdgeError Internal = new("internal", 500, "Something went wrong here. The request id helps us to find it.");
    public static readonly EdgeError Unavailable = new(CommonErrors.Unavailable.Code, 503, CommonErrors.Unavailable.Message);

    /// <summary>The error for a bare status that some middleware set without a body.</summary>
    public static EdgeError OfStatus(int status) => status switch
    {
        401 => Unauthenticated,
        403 => InsufficientScope,
        404 => NotFound,
        405 => MethodNotAllowed,
        406 => NotAcceptable,
        413 => PayloadTooLarge,
        415 => UnsupportedMediaType,
        428 => PreconditionRequired,
        429 => QuotaExceeded,
        503 or 504 => Unavailable,
        >= 400 and < 500 => MalformedRequest,
        _ => Internal,
    };
}
