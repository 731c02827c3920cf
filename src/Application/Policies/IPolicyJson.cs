using System.Text.Json;
using System.Text.Json.Nodes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Application.Policies;

/// <summary>Policies as JSON, spelled and checked as everything else in the contract.</summary>
public interface IPolicyJson
{
    JsonObject Write(IPolicy policy);

    /// <summary>Members that the type no longer has are left aside.</summary>
    IPolicy Read(JsonObject policy, Type type);

    /// <summary>What is wrong with the members that are set, each with its pointer; none is required.</summary>
    IReadOnlyList<Fault> Check(IReadOnlyDictionary<string, JsonElement> value, Type type);

    /// <summary>The JSON Schema (2020-12) of what may be set.</summary>
    JsonObject Schema(Type type);
}
