using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Access;

/// <summary>Who may call what: generated from the code, committed, and true over HTTP in every cell.</summary>
public class RoleTableTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Regenerate = "PUPILSUPPORT_WRITE_GOLDEN";

    private static readonly HashSet<string> Public =
    [
        "/oauth/token", "/.well-known/jwks.json", "/.well-known/oauth-authorization-server", "/health/live", "/health/ready",

        // For people without an account; the address itself is what lets them in.
        "/links", "/links/{token}",
    ];

    [Fact]
    public async Task The_committed_table_is_the_codes()
    {
        var path = GoldenFile();
        var table = Table();
        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
        {
            await File.WriteAllTextAsync(path, table);
        }

        var committed = (await File.ReadAllTextAsync(path)).Split('\n');
        var first = table.Split('\n').Zip(committed).FirstOrDefault(p => p.First != p.Second);
        Assert.True(
            table == string.Join('\n', committed),
            $"golden-roles.txt is not what the code says, first at '{first.First}' (committed: '{first.Second}'). If that is meant, run: scripts/roles");
    }

    public static TheoryData<string> Clients => [.. ClientOf.Values];

    [Theory, MemberData(nameof(Clients))]
    public async Task Every_cell_holds_over_http(string clientId)
    {
        var role = ClientOf.Single(c => c.Value == clientId).Key;
        using var client = await api.ClientAsync(clientId);
        var wrong = new List<string>();
        foreach (var operation in Operation.All(api).Where(o => o.Permission is not null))
        {
            var allowed = RolePermissions.Of(role).Contains(operation.Permission!);
            var answer = await client.AnswerAsync(operation.Request());
            if (answer.Status == HttpStatusCode.Unauthorized || answer.Status == HttpStatusCode.Forbidden == allowed || (int)answer.Status >= 500)
            {
                wrong.Add($"{operation.Name}: {(allowed ? "allowed" : "refused")}, but {answer}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_role_does_nothing_that_the_tokens_scopes_leave_out()
    {
        using var client = api.CreateClient();
        var token = await client.PostFormAsync("/oauth/token", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "demo-dsl",
            ["client_secret"] = "demo",
            ["scope"] = Permissions.MeRead,
        });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Text("access_token"));
        foreach (var operation in Operation.All(api).Where(o => o.Permission is not null))
        {
            var answer = await client.AnswerAsync(operation.Request());
            Assert.True(answer.Status == HttpStatusCode.Forbidden != (operation.Permission == Permissions.MeRead), $"{operation.Name}: {answer}");
        }
    }

    [Fact]
    public async Task Everything_but_the_listed_public_addresses_answers_401_without_a_token()
    {
        using var client = api.CreateClient();
        foreach (var operation in Operation.All(api).Where(o => !o.IsPublic))
        {
            var answer = await client.AnswerAsync(operation.Request());
            Assert.True(
                answer is { Status: HttpStatusCode.Unauthorized, Code: "unauthenticated" } && answer.Raw.Headers.WwwAuthenticate.ToString() == "Bearer",
                $"{operation.Method} {operation.Route}: {answer}");
        }
    }

    [Fact]
    public void Nothing_else_is_public()
    {
        var unlisted = Operation.All(api)
            .Where(o => o.IsPublic && !Public.Contains(o.Route) && !o.Route.StartsWith("/docs", StringComparison.Ordinal) && !o.Route.StartsWith("/openapi", StringComparison.Ordinal))
            .Select(o => o.Route);

        Assert.Empty(unlisted);
    }

    /// <summary>One client for each role, with every scope, so that only the role decides.</summary>
    private static readonly Dictionary<Role, string> ClientOf = TestData.People
        .Where(p => p.ClientId.StartsWith("demo-", StringComparison.Ordinal) && p.TrustId == TestData.Oakfield)
        .Select(p => (p.Role, p.ClientId))
        .Append((Role.MisClient, "demo-mis"))
        .ToDictionary(p => p.Item1, p => p.Item2);

    [Fact]
    public void Every_role_is_tried() => Assert.Equal(Enum.GetValues<Role>(), ClientOf.Keys.Order());

    private string Table()
    {
        var text = new StringBuilder("# operation | permission | roles that have it. Written by scripts/roles; checked over HTTP in every cell.\n");
        foreach (var operation in Operation.All(api).Where(o => o.Permission is not null))
        {
            var roles = Enum.GetValues<Role>().Where(r => RolePermissions.Of(r).Contains(operation.Permission!)).Select(EnumCodes<Role>.Format);
            text.Append(operation.Name).Append(" | ").Append(operation.Permission).Append(" | ").AppendJoin(' ', roles).Append('\n');
        }

        return text.ToString();
    }

    private static string GoldenFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "golden-roles.txt");
}
