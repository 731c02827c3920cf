using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using PupilSupport.Application.Notices;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>Posts messages, signed as Standard Webhooks 1.0.0 has it: no redirects, no proxy, no cookies, 15 seconds.</summary>
internal sealed class WebhookChannel : INoticeChannel, IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private const int MostHeaderKilobytes = 16;
    private const int MostOfAnswer = 64 * 1024;

    private static readonly JsonWriterOptions Compact = new() { Indented = false };

    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    public WebhookChannel(WebhookAddresses addresses, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (context, ct) => addresses.ConnectAsync(context.DnsEndPoint, ct),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = Timeout,
            // Each message is sent to an address that was judged for it, a few at a time: connections are not kept.
            PooledConnectionLifetime = TimeSpan.Zero,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = MostOfAnswer,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            // The trace is ours alone.
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("PupilSupport-Webhooks/1");
    }

    public NoticeChannel Channel => NoticeChannel.Webhook;

    public bool IsConfigured => true;

    public async Task<DeliveryOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        try
        {
            using var request = Request(message);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return Judge(response);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return DeliveryOutcome.Retry("timeout");
        }
        catch (HttpRequestException e)
        {
            return DeliveryOutcome.Retry(FaultOf(e));
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(OutgoingMessage message)
    {
        var (id, timestamp, body) = ("msg_" + message.Id.Value.ToString("N"), _clock.GetUtcNow().ToUnixTimeSeconds(), Body(message));
        var request = new HttpRequestMessage(HttpMethod.Post, message.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSecrets.Sign(message.Webhook!.Secrets, id, timestamp, body));
        return request;
    }

    /// <summary>Of a notice the same bytes at every attempt: as it was made, not as it stands now.</summary>
    internal static byte[] Body(OutgoingMessage message)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            if (message.Notices is [var notice])
            {
                WriteNotice(json, notice);
            }
            else
            {
                WritePing(json, message);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteNotice(Utf8JsonWriter json, OutgoingNotice notice)
    {
        WriteHead(json, "notification." + EnumCodes<NoticeKind>.Format(notice.Kind), notice.RecordedAt);
        json.WriteString("id", notice.Id.Value);
        WriteSchool(json, notice.SchoolId);
        json.WriteString("staffId", notice.StaffId);
        json.WriteString("urgency", EnumCodes<NoticeUrgency>.Format(notice.Urgency));
        json.WriteNumber("version", 1);
        json.WriteStartObject("links");
        json.WriteString("self", $"/v1/me/notifications/{notice.Id.Value}");
        json.WriteString("record", NoticeCatalogue.LinkOf(notice.Kind, notice.RecordId));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePing(Utf8JsonWriter json, OutgoingMessage message)
    {
        WriteHead(json, "webhook.ping", message.RecordedAt);
        json.WriteString("id", message.Webhook!.Id.Value);
        WriteSchool(json, message.Webhook.SchoolId);
        json.WriteNumber("version", message.Webhook.Version);
        json.WriteStartObject("links");
        json.WriteString("self", $"/v1/notification-webhooks/{message.Webhook.Id.Value}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, string type, DateTimeOffset at)
    {
        json.WriteString("type", type);
        json.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteStartObject("data");
    }

    private static void WriteSchool(Utf8JsonWriter json, Guid? school)
    {
        if (school is { } id)
        {
            json.WriteString("schoolId", id);
        }
        else
        {
            json.WriteNull("schoolId");
        }
    }

    private DeliveryOutcome Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => DeliveryOutcome.Delivered(status),
            HttpStatusCode.Gone => new DeliveryOutcome(DeliveryVerdict.Gone, status, "gone"),
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                DeliveryOutcome.Retry("http-status", status, Patience(response)),
            _ => DeliveryOutcome.Retry("http-status", status),
        };
    }

    private TimeSpan? Patience(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - _clock.GetUtcNow() : null;

    private static string FaultOf(HttpRequestException exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case AddressRefusedException: return "address-refused";
                case AuthenticationException: return "certificate-refused";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }: return "name-unknown";
            }
        }

        return exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? "answer-too-large" : "connection";
    }
}
