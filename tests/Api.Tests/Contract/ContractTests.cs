using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http.Json;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Api.OpenApi;
using PupilSupport.Api.Subcommands;

namespace PupilSupport.Api.Tests.Contract;

public sealed partial class ContractTests
{
    [Fact]
    public async Task The_committed_contract_is_what_the_code_says()
    {
        await using var app = Composition.Build(["--environment", "Production"]);
        Same("openapi.yaml", WriteContract.TextOf(app).Yaml);
    }

    [Fact]
    public void The_committed_errors_are_what_the_code_says() => Same(Path.Combine("docs", "errors.md"), ErrorCatalogue.ToMarkdown());

    [Fact]
    public void Codes_are_kebab_case_and_mean_one_status_each()
    {
        var statuses = typeof(EdgeErrors).GetFields().Select(f => (EdgeError)f.GetValue(null)!).ToDictionary(e => e.Code, e => e.Status);
        Assert.All(ErrorCatalogue.All, e => Assert.Matches(new Regex("^[a-z]+(-[a-z0-9]+)*$"), e.Code));
        Assert.All(ErrorCatalogue.All, e => Assert.Equal(statuses.GetValueOrDefault(e.Code, e.Status), e.Status));
        Assert.Equal(ErrorCatalogue.All.Count, ErrorCatalogue.All.Select(e => e.Code).Distinct().Count());
    }

    [Fact]
    public async Task Every_request_example_is_one_that_the_server_takes()
    {
        await using var app = Composition.Build(["--environment", "Production"]);
        WriteContract.TextOf(app);
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<BodyShape>() is not { } body
                || Examples.Read(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName)?["request"] is not { } example)
            {
                continue;
            }

            var faults = ShapeCheck.Of(JsonSerializer.SerializeToElement(example), body.RequestType, body.IsPatch);
            Assert.True(faults.Count == 0, $"{endpoint.DisplayName}: {string.Join(", ", faults)}");
        }
    }

    /// <summary>A member that a problem carries beside the common ones is one that a generated client knows.</summary>
    [Fact]
    public void Every_member_of_a_problem_is_declared()
    {
        var schema = new OpenApiSchema { Properties = new Dictionary<string, IOpenApiSchema>() };
        ProblemSchema.Complete(schema);

        var told = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => MemberOfAProblem().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Distinct()
            .ToList();

        Assert.Contains("blockers", told);
        Assert.Empty(told.Except(schema.Properties.Keys));
    }

    [GeneratedRegex("""\.With\("(\w+)",""")]
    private static partial Regex MemberOfAProblem();

    private static void Same(string file, string made)
    {
        var (committed, current) = (File.ReadAllText(Path.Combine(RepositoryRoot.Path, file)).Split('\n'), made.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(committed.Length, current.Length))
            .FirstOrDefault(i => committed.ElementAtOrDefault(i) != current.ElementAtOrDefault(i), -1);
        Assert.True(line < 0, $"{file} line {line + 1} is '{committed.ElementAtOrDefault(line)}', the code says '{current.ElementAtOrDefault(line)}'. Run scripts/openapi.");
    }
}
