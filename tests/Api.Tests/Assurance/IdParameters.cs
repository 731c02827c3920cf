using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;
using PupilSupport.Api.Http.Json;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>A place in a request where the id of a record stands.</summary>
/// <param name="Where"><c>path</c>, <c>query</c> or <c>body</c>.</param>
/// <param name="Name">The parameter's name, or the pointer into the body; items are numbered 0.</param>
/// <param name="Kind">Of what record; null when nobody has said it yet.</param>
internal sealed record IdParameter(string Where, string Name, string? Kind)
{
    /// <summary>Of what record a member or parameter names the id.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["schoolId"] = "schools",
        ["pupilId"] = "pupils",
        ["practitionerId"] = "staff",
        ["assessmentId"] = "assessments",
        ["assessmentIds"] = "assessments",
        ["endAssessmentId"] = "assessments",
        ["endAssessmentIds"] = "assessments",
        ["coPractitionerIds"] = "staff",
        ["staffId"] = "staff",
        ["teacherId"] = "staff",
        ["classId"] = "classes",
        ["apiClientId"] = "api-clients",
        ["issuerId"] = "identity-issuers",
        ["ownerId"] = "staff",
        ["witnessId"] = "staff",
        ["receivedFromContactId"] = "contacts",
        ["returnedToContactId"] = "contacts",
        ["confirmerId"] = "staff",
        ["givenByContactId"] = "contacts",
        ["withdrawnByContactId"] = "contacts",
        ["sourceId"] = "support-sessions",

        // Of the record that a task is about: the samples name a session.
        ["id"] = "support-sessions",
        ["recordId"] = "support-sessions",
        ["replacedById"] = "support-sessions",
        ["makesGoodId"] = "support-sessions",
        ["replacesId"] = "policy-values",
        ["givenById"] = "staff",
        ["consentId"] = "medicine-consents",
        ["orderId"] = "medication-orders",
        ["programmeId"] = "support-programmes",
        ["seriesId"] = "support-session-series",
        ["fromSessionId"] = "support-sessions",
        ["programmeIds"] = "support-programmes",
        ["with"] = "assessments",
        ["stockId"] = "medicine-stocks",
        ["pupilIds"] = "pupils",
        ["authorId"] = "staff",
        ["supportSessionId"] = "support-sessions",
        ["observationId"] = "observations",
        ["superviseeIds"] = "staff",
        ["superviseeId"] = "staff",
        ["supervisorId"] = "staff",
        ["coachId"] = "staff",
        ["colleagueId"] = "staff",
        ["overrideId"] = "dose-overrides",
        ["administrationId"] = "medication-administrations",
        ["supersedesId"] = "plans",
        ["planId"] = "plans",
        ["planIds"] = "plans",
        ["targetId"] = "plan-targets",
        ["templateId"] = "plan-templates",
        ["toSchoolId"] = "schools",
        ["correctsId"] = "plan-drills",
        ["assistantIds"] = "staff",
        ["evidenceAttachmentIds"] = "attachments",
        ["byStaffId"] = "staff",
        ["carerIds"] = "staff",
        ["responsibleStaffId"] = "staff",
        ["designatedTeacherId"] = "staff",
        ["leadStaffId"] = "staff",
        ["withStaffId"] = "staff",
        ["contactId"] = "contacts",
        ["familyContactIds"] = "contacts",
        ["buddyId"] = "pupils",
        ["evidenceAttachmentId"] = "attachments",
        ["referralId"] = "referrals",
        ["documentId"] = "documents",
        ["observationIds"] = "observations",
        ["recordIds"] = "observations",
        ["decidedById"] = "staff",
        ["agencyId"] = "agencies",
        ["toldContactId"] = "contacts",
        ["intoId"] = "agencies",
        ["recipientId"] = "staff",
        ["senderId"] = "staff",
    };

    /// <summary>Parameters of a path that name no record by its id.</summary>
    private static readonly HashSet<string> NoIds = ["system", "value", "academicYear", "name", "sequence", "number"];

    /// <summary>Ids within a record's own content, which name no record.</summary>
    private static readonly HashSet<string> OwnParts = ["/targets/0/id"];

    private const int MaxDepth = 8;

    public static IReadOnlyList<IdParameter> Of(Mapped operation) =>
        [.. InPath(operation), .. InQuery(operation), .. InBody(operation.Body?.RequestType is { } type ? StrictJson.Options.GetTypeInfo(type) : null, "", 0)];

    /// <summary>The request with another id there; null when it has nothing there.</summary>
    public Call? Put(Call call, Mapped operation, Guid id) => Where switch
    {
        "path" => call with { Url = InSegments(call.Url, operation, id) },
        "query" => call.Query($"{Name}={id}"),
        _ => InDocument(call, id),
    };

    private static IEnumerable<IdParameter> InPath(Mapped operation)
    {
        var segments = operation.Endpoint.RoutePattern.PathSegments;
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Parts[0] is RoutePatternParameterPart parameter && !NoIds.Contains(parameter.Name))
            {
                var before = i > 0 ? (segments[i - 1].Parts[0] as RoutePatternLiteralPart)?.Content : null;
                var isId = parameter.ParameterPolicies.Any(p => p.Content == "guid");
                yield return new IdParameter("path", parameter.Name, isId ? before : null);
            }
        }
    }

    private static IEnumerable<IdParameter> InQuery(Mapped operation) => operation.Query is not { } type
        ? []
        : StrictJson.Options.GetTypeInfo(type).Properties
            .Where(p => p.Set is not null && IsId(StrictJson.Options.GetTypeInfo(p.PropertyType)))
            .Select(p => new IdParameter("query", p.Name, Kinds.GetValueOrDefault(p.Name)));

    private static IEnumerable<IdParameter> InBody(JsonTypeInfo? type, string pointer, int depth)
    {
        if (type is null || depth > MaxDepth)
        {
            return [];
        }

        return type.Kind switch
        {
            JsonTypeInfoKind.Object => type.Properties.SelectMany(p => InBody(StrictJson.Options.GetTypeInfo(p.PropertyType), $"{pointer}/{p.Name}", depth + 1)),
            JsonTypeInfoKind.Enumerable => InBody(StrictJson.Options.GetTypeInfo(type.ElementType!), pointer + "/0", depth + 1),
            _ when OwnParts.Contains(pointer) => [],
            _ when IsId(type) => [new IdParameter("body", pointer, Kinds.GetValueOrDefault(pointer.Split('/').Last(s => s is not "0")))],
            _ => [],
        };
    }

    private static bool IsId(JsonTypeInfo type)
    {
        var inner = type.Kind == JsonTypeInfoKind.Enumerable ? type.ElementType! : type.Type;
        inner = Nullable.GetUnderlyingType(inner) ?? inner;
        return inner == typeof(Guid) || inner.GetInterfaces().Any(i => i.Name.StartsWith("ITypedId", StringComparison.Ordinal));
    }

    private string InSegments(string url, Mapped operation, Guid id)
    {
        var (path, query) = url.Split('?') is [var p, var q] ? (p, "?" + q) : (url, "");
        var parts = path.Split('/');
        var segments = operation.Endpoint.RoutePattern.PathSegments;
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Parts[0] is RoutePatternParameterPart parameter && parameter.Name == Name)
            {
                parts[i + 1] = id.ToString();
            }
        }

        return string.Join('/', parts) + query;
    }

    private Call? InDocument(Call call, Guid id)
    {
        if (!call.IsJson)
        {
            return null;
        }

        var (body, steps) = (call.Body, Name.Split('/')[1..]);
        JsonNode? at = body;
        foreach (var step in steps[..^1])
        {
            at = Step(at, step);
        }

        if (Step(at, steps[^1]) is null)
        {
            return null;
        }

        if (at is JsonArray list)
        {
            list[0] = id.ToString();
        }
        else
        {
            at![steps[^1]] = id.ToString();
        }

        return call.With(body);
    }

    private static JsonNode? Step(JsonNode? at, string step) => at switch
    {
        JsonArray { Count: > 0 } list when step == "0" => list[0],
        JsonObject value => value[step],
        _ => null,
    };
}
