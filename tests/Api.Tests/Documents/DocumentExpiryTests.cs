using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Documents;
using PupilSupport.Infrastructure.Documents;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>It moves the clock, so it has an API of its own.</summary>
public class DocumentExpiryTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = DocumentRequests.Url;

    [Fact]
    public async Task The_bytes_lie_encrypted_and_go_after_an_hour_while_the_line_stays()
    {
        const string canary = "Xylophone quagga zeppelin";
        using var worker = await api.ClientAsync("demo-support");
        var session = await worker.SessionAsync(canary, "2026-11-20T14:00:00Z", TestData.OakPupils[5]);
        var made = await worker.PostAsync(Url, new { kind = "support_session", format = "html", recordId = session.Id });
        Assert.Contains(canary, (await worker.ReadAsync($"{Url}/{made.Id}/content")).BodyText, StringComparison.Ordinal);
        Assert.Equal(0, await api.Database.ScalarAsync<long>("SELECT count(*) FROM document_pieces WHERE position(convert_to($1, 'UTF8') IN data) > 0", canary));
        Assert.DoesNotContain(api.Logs.Lines, l => l.Contains("Xylophone", StringComparison.Ordinal));

        api.Clock.Advance(Document.KeptFor);
        using var later = await api.ClientAsync("demo-support");
        var gone = await later.ReadAsync($"{Url}/{made.Id}/content");
        Assert.Equal((HttpStatusCode.Gone, "document-expired"), (gone.Status, gone.Code));
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await api.Services.GetRequiredService<DocumentSweeper>().SweepAsync(CancellationToken.None);
        Assert.Equal(0, await api.Database.ScalarAsync<long>("SELECT count(*) FROM document_pieces WHERE document_id = $1", made.Id));
        using var again = await api.ClientAsync("demo-support");
        Assert.Equal(HttpStatusCode.OK, (await again.ReadAsync($"{Url}/{made.Id}")).Status);
    }
}
