using System.Text.Json;
using System.Text.Json.Nodes;
using PupilSupport.Api.Http.Json;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Api.Policies;

/// <summary>The contract's own JSON, so that a policy is spelled, checked and refused as any body is.</summary>
internal sealed class PolicyJson : IPolicyJson
{
    private static readonly JsonSerializerOptions Json = StrictJson.Options;

    public JsonObject Write(IPolicy policy) => (JsonObject)JsonSerializer.SerializeToNode(policy, policy.GetType(), Json)!;

    public IPolicy Read(JsonObject policy, Type type)
    {
        var known = Json.GetTypeInfo(type).Properties.Select(p => p.Name).ToHashSet();
        foreach (var gone in policy.Select(m => m.Key).Where(name => !known.Contains(name)).ToList())
        {
            policy.Remove(gone);
        }

        return (IPolicy)policy.Deserialize(type, Json)!;
    }

    public IReadOnlyList<Fault> Check(IReadOnlyDictionary<string, JsonElement> value, Type type) =>
        value.Count == 0
            ? []
            : [.. ShapeCheck.Of(JsonSerializer.SerializeToElement(value), type, patch: true).Select(f => new Fault(f.Pointer!, f.Code, f.Message))];

    public JsonObject Schema(Type type) => PolicySchema.Of(type);
}
