using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using Microsoft.AspNetCore.Http.Metadata;
using PupilSupport.Api.Http.Json;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Behaviours;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Http.Requests;

/// <summary>A merge patch as a parameter. The gate has checked each of its members against the record.</summary>
public sealed class MergePatch<T> : IPatch<T>, IEndpointParameterMetadataProvider where T : class
{
    private readonly JsonElement _patch;
    private readonly IValidator<T>? _validator;

    private MergePatch(JsonElement patch, IValidator<T>? validator) => (_patch, _validator) = (patch, validator);

    public static ValueTask<MergePatch<T>?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<MergePatch<T>?>(new MergePatch<T>(
            BoundRequest.Of(context).Body!.Value,
            context.RequestServices.GetService<IValidator<T>>()));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyShape(typeof(T), IsPatch: true, IsOptional: false));

    public Result<T> ApplyTo(T current)
    {
        var state = (JsonObject)JsonSerializer.SerializeToNode(current, StrictJson.Options)!;
        Merge(state, _patch);
        var merged = JsonSerializer.SerializeToElement(state);

        // A nested object that was null before may now lack members.
        var faults = ShapeCheck.Of(merged, typeof(T));
        if (faults.Count > 0)
        {
            return CommonErrors.ValidationFailed with { Faults = [.. faults.Select(f => new Fault(f.Pointer!, f.Code, f.Message))] };
        }

        var value = merged.Deserialize<T>(StrictJson.Options)!;
        return _validator?.Validate(value) is { IsValid: false } outcome ? Refusal(outcome) : value;
    }

    private static Error Refusal(FluentValidation.Results.ValidationResult outcome) =>
        CommonErrors.ValidationFailed with { Faults = [.. outcome.Errors.Select(ValidationFaults.ToFault)] };

    private static void Merge(JsonObject target, JsonElement patch)
    {
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                // The record has the member all the same; null is what clears it.
                target[member.Name] = null;
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                var inner = target[member.Name] as JsonObject ?? [];
                Merge(inner, member.Value);
                target[member.Name] = inner.Parent is null ? inner : target[member.Name];
            }
            else
            {
                target[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            }
        }
    }
}
