namespace PupilSupport.Application.Common;

/// <summary>What the edge knows of the current request, beyond its body.</summary>
public interface IRequestContext
{
    /// <summary>Returned as <c>X-Request-Id</c>, stands in the audit entry and in every problem.</summary>
    string RequestId { get; }

    /// <summary>A job goes on under the id of the request that asked for it.</summary>
    void Continue(string requestId);

    /// <summary>Method and route template, the scope of an idempotency key.</summary>
    string Operation { get; }

    /// <summary>The caller's <c>Idempotency-Key</c>, when it sent one.</summary>
    string? IdempotencyKey { get; }

    /// <summary>SHA-256 of method, path, canonical query, content type and raw body.</summary>
    byte[]? Fingerprint { get; }

    /// <summary>Whether everything runs and is then rolled back.</summary>
    bool ValidateOnly { get; }

    /// <summary>Set by the pipeline when the answer is a stored one; the edge says so in a header.</summary>
    bool Replayed { get; set; }
}
