using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>A post as it came.</summary>
internal sealed record ReceivedPost(string Path, string Id, string Timestamp, string Signature, IReadOnlyList<string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Type => Json["type"]!.GetValue<string>();

    /// <summary>Checked as a receiver would, by the words of the standard and none of our code.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Id}.{Timestamp}."), .. Body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return Signature.Split(' ').Contains(expected);
    }
}

/// <summary>A receiver of webhooks on a port of this host.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedPost> _posts = new();
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>What it answers; it has kept the post before.</summary>
    public Func<ReceivedPost, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public string Url => _app.Urls.Single();

    public IReadOnlyList<ReceivedPost> Posts => [.. _posts];

    /// <summary>Those that are about notices.</summary>
    public IReadOnlyList<ReceivedPost> Notices => [.. _posts.Where(p => p.Type != "webhook.ping")];

    public void Clear() => _posts.Clear();

    public void Say(int status) => Answer = (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var post = new ReceivedPost(
            context.Request.Path + context.Request.QueryString, headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!,
            [.. headers.Select(h => $"{h.Key}: {h.Value}")], body.ToArray());
        _posts.Enqueue(post);
        await Answer(post, context);
    }
}
