using PupilSupport.Application.Common;

namespace PupilSupport.Api.Http;

/// <summary>What the edge learned of the current request. One per scope; a worker's scope has a fresh request id.</summary>
public sealed class RequestContext : IRequestContext
{
    public string RequestId { get; internal set; } = RequestIds.New();

    public void Continue(string requestId) => RequestId = requestId;

    public string Operation { get; internal set; } = "";

    public string? IdempotencyKey { get; internal set; }

    /// <summary>Null until the body is read. An endpoint that streams its body sets it from the bytes it saw.</summary>
    public byte[]? Fingerprint { get; set; }

    public bool ValidateOnly { get; internal set; }

    public bool Replayed { get; set; }
}
