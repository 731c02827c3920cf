using System.Net;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

public class DocumentLogoTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Logo = "https://oak.example/img/logo-1.png";

    [Fact]
    public async Task The_schools_logo_stands_in_pages_and_json_and_is_fetched_by_nobody_here()
    {
        using var head = await api.ClientAsync("demo-head");
        object body(string format, Guid school) => new { kind = "room_list", format, schoolId = school };
        Assert.DoesNotContain("<img", (await head.IssuedAsync(body("html", TestData.Oak))).Text, StringComparison.Ordinal);

        var set = await head.PostAsync("/v1/policy-values", new
        {
            policy = "documents",
            schoolId = TestData.Oak,
            effectiveFrom = "2026-11-24",
            value = new { logoUrl = Logo },
            reason = "A new logo",
        });
        Assert.True(set.Status == HttpStatusCode.Created, set.ToString());
        api.Clock.Advance(TimeSpan.FromDays(1));
        using var later = await api.ClientAsync("demo-head");

        var html = await later.IssuedAsync(body("html", TestData.Oak));
        Assert.Contains($"<img src=\"{Logo}\" alt=\"Logo of Oak Primary\">", html.Text, StringComparison.Ordinal);
        Assert.Contains($"img-src {Logo};", html.Text, StringComparison.Ordinal);
        var json = JsonNode.Parse((await later.IssuedAsync(body("json", TestData.Oak))).Text)!;
        Assert.Equal(Logo, json["content"]!["school"]!["logoUrl"]!.GetValue<string>());

        var docx = await later.IssuedAsync(body("docx", TestData.Oak));
        using var package = WordprocessingDocument.Open(new MemoryStream(docx.Bytes), false);
        Assert.Empty(package.MainDocumentPart!.ImageParts);
        Assert.Empty(package.MainDocumentPart.ExternalRelationships);
        Assert.StartsWith("Oak Primary", package.MainDocumentPart.Document.Body!.InnerText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://oak.example/logo.png"), InlineData("https://oak.example/logo.png\" onload=\"alert(1)"), InlineData("https://oak.example/a b.png"), InlineData("javascript:alert(1)")]
    public async Task An_address_that_could_say_more_than_where_is_refused(string address)
    {
        using var head = await api.ClientAsync("demo-head");
        var answer = await head.PostAsync("/v1/policy-values", new
        {
            policy = "documents",
            schoolId = TestData.Oak,
            effectiveFrom = "2026-12-24",
            value = new { logoUrl = address },
            reason = "A new logo",
        });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "logo-url-invalid"), (answer.Status, answer.Code));
    }
}
