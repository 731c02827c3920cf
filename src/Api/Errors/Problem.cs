using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using PupilSupport.Application.Common.Contract;

namespace PupilSupport.Api.Errors;

/// <summary>Every refusal, as RFC 9457 problem details.</summary>
public sealed record Problem
{
    public const string MediaType = "application/problem+json";
    public const string TypePrefix = "urn:pupil-support:error:";
    public const int MaxErrors = 100;
    public const int MaxInstance = 2000;

    /// <summary><c>urn:pupil-support:error:</c> and the code.</summary>
    [Text(100)]
    public required string Type { get; init; }

    /// <summary>What the code means, the same for each occurrence.</summary>
    [Text(500)]
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    [Range(400, 599)]
    public required int Status { get; init; }

    /// <summary>Stable kebab-case code; see docs/errors.md.</summary>
    [Text(64)]
    public required string Code { get; init; }

    /// <summary>What is particular to this occurrence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Text(500)]
    public string? Detail { get; init; }

    /// <summary>The path of the request, without its query.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Text(MaxInstance)]
    public string? Instance { get; init; }

    /// <summary>Quote it to support; the same as the header X-Request-Id.</summary>
    [Text(64)]
    public required string RequestId { get; init; }

    /// <summary>The single faults, at most 100.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Items(MaxErrors)]
    public IReadOnlyList<ProblemFault>? Errors { get; init; }

    /// <summary>Whether there were more faults than listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Truncated { get; init; }

    /// <summary>Members particular to a code: allowed actions, limits, the current ETag.</summary>
    [JsonExtensionData]
    public Dictionary<string, object>? Extensions { get; init; }
}

/// <summary>One fault of a refused request. Exactly one of pointer, parameter and header says where.</summary>
public sealed record ProblemFault
{
    /// <summary>RFC 6901 pointer into the body; empty for the whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Text(500)]
    public string? Pointer { get; init; }

    /// <summary>Name of a query parameter.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Text(64)]
    public string? Parameter { get; init; }

    /// <summary>Name of a request header.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Text(64)]
    public string? Header { get; init; }

    /// <summary>Stable kebab-case code of the fault.</summary>
    [Text(64)]
    public required string Code { get; init; }

    /// <summary>For people; never a submitted value.</summary>
    [Text(500)]
    public required string Message { get; init; }

    public static ProblemFault InBody(string pointer, string code, string message) => new() { Pointer = pointer, Code = code, Message = message };

    public static ProblemFault InQuery(string parameter, string code, string message) => new() { Parameter = parameter, Code = code, Message = message };

    public static ProblemFault InHeader(string header, string code, string message) => new() { Header = header, Code = code, Message = message };
}
