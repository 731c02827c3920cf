using System.Net;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using PupilSupport.Domain.Plans;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>A plan on paper for the family.</summary>
public class PlanDocumentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    public static TheoryData<PlanType> Types => [.. Enum.GetValues<PlanType>()];

    [Theory, MemberData(nameof(Types))]
    public async Task Every_type_is_valid_word_of_twelve_points_and_says_its_own_part(PlanType type)
    {
        var plan = await api.Database.InsertAsync(PlanRows.Active(type, TestData.OakPupils[0]));
        using var client = await api.ClientAsync("demo-senco");
        using var package = WordprocessingDocument.Open(new MemoryStream((await client.IssuedAsync(Body(plan, "docx"))).Bytes), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var main = package.MainDocumentPart!;
        var sizes = main.StyleDefinitionsPart!.Styles!.Descendants<FontSize>().Select(s => int.Parse(s.Val!.Value!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(sizes, s => Assert.True(s >= 24, $"{s} halves of a point"));
        var words = main.Document.Body!.InnerText;
        Assert.Contains(Own(type), words, StringComparison.Ordinal);
        Assert.Contains("Oak Primary, ", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_in_plain_words_with_version_hash_signatures_and_never_why_a_view_is_missing()
    {
        var pupil = TestData.OakPupils[1];
        var content = PlanRows.Content(PlanType.Individual, new(Guid.NewGuid())) with
        {
            Views = new() { Pupil = "I want to stay", ParentNotGiven = new() { Kind = PlanViewAbsence.WithheldSafeguarding, Reason = "The father must not learn of it" } },
        };
        var plan = PlanRows.Active(PlanType.Individual, pupil, content);
        var first = Convert.ToHexStringLower(plan.Versions[0].ContentHash!);
        Assert.True(plan.Sign(new() { As = PlanSignatory.Pupil, Method = PlanSignatureMethod.Attested, AttestedById = new(TestData.StaffOf("demo-senco")) }, PlanRows.Now).IsSuccess);
        PlanRows.Revise(plan, c => c with { Summary = "Now it goes better" });
        var id = await api.Database.InsertAsync(plan);
        using var client = await api.ClientAsync("demo-senco");

        var html = (await client.IssuedAsync(Body(id, "html"))).Text;
        Assert.Contains("<body class=\"large\">", html, StringComparison.Ordinal);
        Assert.Contains("Now it goes better", html, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(plan.Versions[1].ContentHash!), html, StringComparison.Ordinal);
        Assert.Contains("Version 1, not this one", html, StringComparison.Ordinal);
        Assert.DoesNotContain("must not learn", html, StringComparison.Ordinal);
        Assert.DoesNotContain("I want to stay", html, StringComparison.Ordinal);
        Assert.DoesNotContain("safeguarding", html, StringComparison.OrdinalIgnoreCase);

        var before = (await client.IssuedAsync(Body(id, "html", 1))).Text;
        Assert.Contains(first, before, StringComparison.Ordinal);
        Assert.Contains("A later version of this plan is in force: version 2.", before, StringComparison.Ordinal);
        Assert.Contains("<td>This version</td>", before, StringComparison.Ordinal);
        Assert.DoesNotContain("must not learn", (await client.IssuedAsync(Body(id, "json"))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("must not learn", (await client.IssuedAsync(Body(id, "csv"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_for_nobody_and_a_proposal_says_so()
    {
        using var client = await api.ClientAsync("demo-senco");
        var draft = await api.Database.InsertAsync(PlanRows.Draft(PlanType.Behaviour, TestData.OakPupils[2]));
        var answer = await client.PostAsync(DocumentRequests.Url, Body(draft, "html"));
        Assert.Equal((HttpStatusCode.Conflict, "plan-only-draft"), (answer.Status, answer.Code));
        answer = await client.PostAsync(DocumentRequests.Url, Body(draft, "html", 1));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (answer.Status, answer.Code));
        var proposal = await api.Database.InsertAsync(PlanRows.Requested(PlanType.Attendance, TestData.OakPupils[2]));
        Assert.Contains("This is a proposal.", (await client.IssuedAsync(Body(proposal, "html"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_for_those_only_who_read_the_plan()
    {
        var care = await api.Database.InsertAsync(PlanRows.Active(PlanType.IntimateCare, TestData.OakPupils[3]));
        foreach (var (by, expected) in new[] { ("demo-thrive-lead", HttpStatusCode.UnprocessableEntity), ("demo-office", HttpStatusCode.Forbidden), ("demo-medical-lead", HttpStatusCode.Created) })
        {
            using var client = await api.ClientAsync(by);
            Assert.Equal((by, expected), (by, (await client.PostAsync(DocumentRequests.Url, Body(care, "html"))).Status));
        }
    }

    private static JsonObject Body(Guid plan, string format, int? version = null)
    {
        var body = new JsonObject { ["kind"] = "plan", ["format"] = format, ["recordId"] = plan };
        if (version is not null)
        {
            body["versionNumber"] = version;
        }

        return body;
    }

    private static string Own(PlanType type) => type switch
    {
        PlanType.RiskAssessment => "Medium (12 of 25)",
        PlanType.Reintegration => "Mornings, met at the gate",
        PlanType.PartTimeTimetable => "MondayIn schoolNot in school",
        PlanType.Healthcare => "It is an emergency when: No better after ten puffs",
        PlanType.IntimateCare => "Changing after an accident",
        PlanType.Peep => "Evacuation chair",
        PlanType.LacPep => "£2,630.00",
        PlanType.EarlyHelp => "The family eats together.",
        PlanType.Transition => "A quiet look round after school",
        _ => "I ask for a break before I leave the room",
    };
}
