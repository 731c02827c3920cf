using System.Text.Json;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Policies.Dtos;
using PupilSupport.Application.Policies.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

/// <summary>What holds at a school on a day, policy by policy, beside what holds where nobody has set anything.</summary>
internal sealed class PolicyListDocument(
    IQueryHandler<ListPoliciesQuery, Page<PolicySummaryDto>> list, IQueryHandler<GetPolicyQuery, PolicyDto> policies, DocumentNames names,
    ICaller caller, TimeProvider clock) : IDocumentTemplate
{
    private static readonly DocumentColumn[] OnPaper = [new("Setting", 6), new("In force", 3), new("Unless set", 3), new("Meaning", 8)];

    private static readonly DocumentColumn[] Columns = [new("Policy"), new("Setting"), new("In force"), new("Unless set"), new("Meaning"), new("Source")];

    public DocumentKind Kind => DocumentKind.PolicyList;

    public DocumentMembers Takes { get; } = new(["schoolId"], ["on"]);

    public string Permission => Permissions.PoliciesRead;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        if (await names.SchoolAsync(request.SchoolId!.Value, Permission, ct) is not { } school)
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var on = request.On ?? LondonTime.DateOf(clock.GetUtcNow());
        var all = await list.Handle(new ListPoliciesQuery(), ct);
        var found = new List<PolicyDto>();
        foreach (var policy in all.Value.Data)
        {
            found.Add((await policies.Handle(new GetPolicyQuery { Name = policy.Name, SchoolId = school.Id, On = on }, ct)).Value);
        }

        var content = new DocumentContent
        {
            Title = $"Policies in force on {Day(on)}",
            School = school,
            Label = SensitivityLabel.Standard,
            Blocks = [.. found.SelectMany(Blocks)],
            Data = new DocumentTable("Settings", Columns, [.. found.SelectMany(p => Settings(p).Select(s => (IReadOnlyList<string?>)[p.Name, .. s, p.Source]))]),
        };
        return new DocumentDraft(content, null, null, []);
    }

    public Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) =>
        Task.FromResult(caller.ReachOf(Permission).Includes(document.SchoolId) ? new DocumentStanding(null) : null);

    private static IEnumerable<DocumentBlock> Blocks(PolicyDto policy) =>
    [
        new DocumentHeading(policy.Title),
        new DocumentText(policy.Source),
        new DocumentTable($"Settings of {policy.Name}", OnPaper, [.. Settings(policy)]),
    ];

    private static IEnumerable<IReadOnlyList<string?>> Settings(PolicyDto policy) => policy.InForce.Select(
        m => (IReadOnlyList<string?>)[m.Key, Text(m.Value), policy.Default.TryGetValue(m.Key, out var set) ? Text(set) : null, Meaning(policy, m.Key)]);

    private static string? Meaning(PolicyDto policy, string member) =>
        policy.Schema.TryGetValue("properties", out var all) && all.TryGetProperty(member, out var one) && one.TryGetProperty("description", out var text)
            ? text.GetString()
            : null;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}
