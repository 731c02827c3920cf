using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PupilSupport.Api.Errors;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;

namespace PupilSupport.Api.OpenApi;

/// <summary>The schema of a problem, with the members that single codes add.</summary>
internal static class ProblemSchema
{
    public static void Complete(OpenApiSchema schema)
    {
        var members = schema.Properties!;
        members.Remove("extensions");
        schema.AdditionalProperties = null;
        schema.AdditionalPropertiesAllowed = true;
        members["code"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "Stable code; new ones may be added.",
            Enum = [.. ErrorCatalogue.All.Select(e => (JsonNode)JsonValue.Create(e.Code)!)],
        };
        members["allowedActions"] = Texts("With a conflict: what the caller may do with the record in its present state.");
        members["clashes"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MaxItems = 500,
            Description = "With a clash: the ids of the records in the way, as far as the caller may see them.",
            Items = ScalarSchemas.Text("uuid", 36),
        };
        members["startsAt"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", MaxLength = 35, Description = "With a refused series: the start of the session that is at fault." };
        members["sessions"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MaxItems = 500,
            Description = "With series-clashes: each session that something stands in the way of, with its item in the request, its start and its clashes as in a preview.",
            Items = new OpenApiSchema { Type = JsonSchemaType.Object },
        };
        members["pupils"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MaxItems = 500,
            Description = "With plan-cohort-clash: each pupil who cannot have such a plan, with its item in the request and its clashes as in a preview.",
            Items = new OpenApiSchema { Type = JsonSchemaType.Object },
        };
        members["linkStatus"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "With link-ended: what became of the link.",
            Enum = [.. new[] { LinkStatus.Used, LinkStatus.Expired, LinkStatus.Revoked }.Select(s => (JsonNode)JsonValue.Create(EnumCodes.Format(s))!)],
        };
        members["notBefore"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", MaxLength = 35, Description = "With an action that comes too early: when it may be done." };
        members["nextAllowedAt"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = "date-time",
            MaxLength = 35,
            Description = "With a refused dose: from when on interval and 24-hour limits let the same quantity pass; absent for never.",
        };
        members["min"] = Number("With a number out of its bounds: the least allowed.");
        members["max"] = Number("With a number out of its bounds: the most allowed.");
        members["blockers"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MaxItems = 500,
            Description = "With a plan or a referral that cannot be closed: what of it is open, and the record where it is one.",
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalPropertiesAllowed = false,
                Required = new HashSet<string> { "code", "id" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["code"] = ScalarSchemas.Text(null, 64),
                    ["id"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "uuid", MaxLength = 36 },
                },
            },
        };
        members["missingTargetIds"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MaxItems = 500,
            Description = "With a review that leaves out targets of the plan: their ids.",
            Items = ScalarSchemas.Text("uuid", 36),
        };
        members["signatory"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 64, Description = "With a plan that lacks a signature: as whom somebody has to sign." };
        members["types"] = Texts("With a session of another type than its programme's: the types that serve it.");
        members["latest"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date", MaxLength = 10, Description = "With a day that is too late: the last one allowed." };
        members["afterDays"] = Number("With a late record that lacks its reason: from how many days on it is late.");
        members["maxWeeks"] = Number("With a part-time timetable that is too long: how many weeks the policy allows.");
        members["currentETag"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 32, Description = "With 412: the ETag of the record as it stands." };
        members["violatedPolicies"] = Texts("With 429: the quotas that were used up.");
    }

    private static OpenApiSchema Number(string description) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int32",
        Minimum = "0",
        Maximum = "2147483647",
        Description = description,
    };

    private static OpenApiSchema Texts(string description) => new()
    {
        Type = JsonSchemaType.Array,
        MaxItems = 50,
        Description = description,
        Items = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 64 },
    };
}
