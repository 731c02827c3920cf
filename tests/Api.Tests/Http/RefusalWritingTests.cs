using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PupilSupport.Api.Errors;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Tests.Http;

public class RefusalWritingTests
{
    [Fact]
    public async Task A_refusal_goes_out_whole_although_the_request_runs_out_of_time_meanwhile()
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        context.Response.Body = body;

        await Problems.WriteAsync(context, StateErrors.InvalidTransition);

        Assert.Equal(409, context.Response.StatusCode);
        Assert.Equal(context.Response.ContentLength, body.Length);
        Assert.Equal("invalid-transition", JsonNode.Parse(body.ToArray())!["code"]!.GetValue<string>());
    }
}
