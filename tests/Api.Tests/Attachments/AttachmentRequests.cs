using System.Net.Http.Headers;
using System.Text;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Attachments;

/// <summary>Uploads and downloads as tests write them.</summary>
internal static class AttachmentRequests
{
    public const string Url = "/v1/attachments";
    public const string Pdf = "application/pdf";
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string Heic = "image/heic";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>A form with a boundary of its own, the same bytes each time.</summary>
    public static (byte[] Bytes, string MediaType) Form(string kind, string record, byte[] content, string fileName, string mediaType)
    {
        const string boundary = "xqz-boundary";
        static string Field(string name, string value) => $"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
        var head = Field("recordKind", kind) + Field("recordId", record)
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{fileName}\"\r\nContent-Type: {mediaType}\r\n\r\n";
        return ([.. Encoding.UTF8.GetBytes(head), .. content, .. Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n")], $"multipart/form-data; boundary={boundary}");
    }

    public static Task<Answer> UploadAsync(
        this HttpClient client, Guid record, byte[] content, string fileName = "letter.pdf", string mediaType = Pdf, string kind = "pupil", string? key = null, string query = "")
    {
        var (bytes, type) = Form(kind, record.ToString(), content, fileName, mediaType);
        var request = new HttpRequestMessage(HttpMethod.Post, Url + query) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return client.AnswerAsync(request);
    }

    /// <summary>Uploads and expects success.</summary>
    public static async Task<Answer> UploadedAsync(
        this HttpClient client, Guid record, byte[] content, string fileName = "letter.pdf", string mediaType = Pdf, string kind = "pupil")
    {
        var answer = await client.UploadAsync(record, content, fileName, mediaType, kind);
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer;
    }

    public static Task<Answer> AskTicketAsync(this HttpClient client, Guid attachment) => client.PostAsync($"{Url}/{attachment}/download-tickets", new { });

    public static async Task<string> TicketAsync(this HttpClient client, Guid attachment)
    {
        var answer = await client.AskTicketAsync(attachment);
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer.Text("ticket");
    }

    public static Task<HttpResponseMessage> ContentAsync(this HttpClient client, Guid attachment, string ticket) =>
        client.GetAsync(new Uri($"{Url}/{attachment}/content?ticket={ticket}", UriKind.Relative));

    /// <summary>The whole way to the bytes.</summary>
    public static async Task<byte[]> DownloadAsync(this HttpClient client, Guid attachment)
    {
        using var answer = await client.ContentAsync(attachment, await client.TicketAsync(attachment));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
