using System.Text.Json;

namespace PupilSupport.Api.Http.Json;

/// <summary>A value that its converter refuses, with a code and a text that may be shown.</summary>
internal sealed class FaultException(string code, string message) : JsonException(message)
{
    public string Code { get; } = code;
}
