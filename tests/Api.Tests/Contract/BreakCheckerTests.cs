using System.Text.Json.Nodes;
using PupilSupport.Api.Subcommands;

namespace PupilSupport.Api.Tests.Contract;

public sealed class BreakCheckerTests
{
    private const string Base = """
        { "openapi": "3.1.1", "info": { "title": "t", "version": "1" },
          "paths": { "/v1/x": { "post": {
            "operationId": "makeX", "security": [ { "oauth2": [ "x.write" ] } ],
            "parameters": [ { "name": "q", "in": "query", "schema": { "type": "string", "maxLength": 10 } } ],
            "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/In" } } } },
            "responses": { "201": { "description": "d", "headers": { "ETag": { "schema": { "type": "string" } } },
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Out" } } } } } } } },
          "components": {
            "securitySchemes": { "oauth2": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "/t", "scopes": { "x.write": "", "y.write": "" } } } } },
            "schemas": {
              "In": { "type": "object", "required": [ "a" ], "additionalProperties": false, "properties": {
                "a": { "type": "string", "maxLength": 10, "minLength": 1 }, "n": { "type": "integer", "minimum": 1, "maximum": 5 },
                "c": { "type": "string", "enum": [ "p", "q" ] }, "l": { "type": "array", "maxItems": 3, "items": { "type": "string", "maxLength": 4 } },
                "o": { "type": [ "string", "null" ] } } },
              "Out": { "type": "object", "required": [ "id" ], "properties": {
                "id": { "type": "string", "format": "uuid", "maxLength": 36 }, "c": { "type": "string", "enum": [ "p", "q" ] }, "self": { "$ref": "#/components/schemas/Out" } } } } } }
        """;

    private const string In = "components/schemas/In";
    private const string Out = "components/schemas/Out";
    private const string Post = "paths/~v1~x/post";

    [Fact]
    public void The_same_contract_breaks_nothing() => Assert.Empty(BreakChecker.Compare(Base, Base));

    [Theory]
    [InlineData("paths/~v1~x", null)]
    [InlineData(Post + "/operationId", "\"other\"")]
    [InlineData(Post + "/parameters", "[]")]
    [InlineData(Post + "/parameters/0/required", "true")]
    [InlineData(Post + "/parameters/0/schema/maxLength", "9")]
    [InlineData(Post + "/requestBody/required", "true")]
    [InlineData(Post + "/requestBody/content", """{ "text/plain": {} }""")]
    [InlineData(Post + "/responses/201", null)]
    [InlineData(Post + "/responses/201/headers", null)]
    [InlineData(Post + "/responses/202", """{ "description": "d" }""")]
    [InlineData(Post + "/security/0/oauth2", """[ "x.write", "y.write" ]""")]
    [InlineData(In + "/properties/a/maxLength", "9")]
    [InlineData(In + "/properties/a/minLength", "2")]
    [InlineData(In + "/properties/a/pattern", "\"^a$\"")]
    [InlineData(In + "/properties/n/minimum", "2")]
    [InlineData(In + "/properties/n/maximum", "4")]
    [InlineData(In + "/properties/n/type", "\"string\"")]
    [InlineData(In + "/properties/c/enum", """[ "p" ]""")]
    [InlineData(In + "/properties/l/maxItems", "2")]
    [InlineData(In + "/properties/l/items/maxLength", "3")]
    [InlineData(In + "/properties/o/type", "\"string\"")]
    [InlineData(In + "/properties/n", null)]
    [InlineData(In + "/required", """[ "a", "n" ]""")]
    [InlineData(Out + "/properties/id", null)]
    [InlineData(Out + "/properties/id/type", """[ "string", "null" ]""")]
    [InlineData(Out + "/properties/id/maxLength", "40")]
    [InlineData(Out + "/properties/id/format", null)]
    [InlineData(Out + "/properties/c/enum", """[ "p" ]""")]
    [InlineData(Out + "/required", "[]")]
    public void A_break_is_found(string path, string? json) => Assert.NotEmpty(BreakChecker.Compare(Base, Mutate(path, json)));

    [Theory]
    [InlineData("paths/~v1~y", """{ "get": { "operationId": "getY", "responses": {} } }""")]
    [InlineData("info/title", "\"other\"")]
    [InlineData(Post + "/summary", "\"other\"")]
    [InlineData(Post + "/parameters/1", """{ "name": "r", "in": "query", "schema": { "type": "string" } }""")]
    [InlineData(Post + "/parameters/0/schema/maxLength", "11")]
    [InlineData(Post + "/responses/409", """{ "description": "d" }""")]
    [InlineData(Post + "/security/0/oauth2", "[]")]
    [InlineData(In + "/properties/a/maxLength", "11")]
    [InlineData(In + "/properties/a/minLength", "0")]
    [InlineData(In + "/properties/n/maximum", "6")]
    [InlineData(In + "/properties/c/enum", """[ "p", "q", "r" ]""")]
    [InlineData(In + "/properties/z", """{ "type": "string" }""")]
    [InlineData(In + "/required", "[]")]
    [InlineData(Out + "/properties/id/maxLength", "30")]
    [InlineData(Out + "/properties/c/enum", """[ "p", "q", "r" ]""")]
    [InlineData(Out + "/properties/z", """{ "type": "string" }""")]
    [InlineData(Out + "/required", """[ "id", "c" ]""")]
    public void A_compatible_change_is_let_through(string path, string? json) => Assert.Empty(BreakChecker.Compare(Base, Mutate(path, json)));

    [Fact]
    public async Task Nothing_that_was_released_is_broken()
    {
        var released = Path.Combine(RepositoryRoot.Path, "contracts", "released", "v1.json");
        await using var app = Composition.Build(["--environment", "Production"]);
        var accepted = Path.Combine(RepositoryRoot.Path, "contracts", "released", "accepted-breaks.txt");
        var known = File.Exists(accepted) ? File.ReadAllLines(accepted).Where(l => !l.StartsWith('#')).ToHashSet() : [];
        var breaks = BreakChecker.Compare(await File.ReadAllTextAsync(released), WriteContract.TextOf(app).Json);
        Assert.Empty(breaks.Except(known));
    }

    private static string Mutate(string path, string? json)
    {
        var root = JsonNode.Parse(Base)!;
        var steps = path.Split('/').Select(s => s.Replace('~', '/')).ToArray();
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray list ? list[int.Parse(step, null)]! : node[step]!);
        var value = json is null ? null : JsonNode.Parse(json);
        switch (parent)
        {
            case JsonArray list when int.Parse(steps[^1], null) == list.Count:
                list.Add(value);
                break;
            case JsonObject o when value is null:
                o.Remove(steps[^1]);
                break;
            default:
                parent[steps[^1]] = value;
                break;
        }

        return root.ToJsonString();
    }
}
