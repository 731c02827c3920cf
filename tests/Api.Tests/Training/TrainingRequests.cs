using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Training;

/// <summary>Bodies and shorthands for training at Oak on Monday 23 November 2026.</summary>
internal static class TrainingRequests
{
    public const string Url = "/v1/training-records";

    public static readonly Guid Worker = TestData.StaffOf("demo-support");

    public static object Booking(string day, string type = "medicine_administration", Guid? staff = null) =>
        new { schoolId = TestData.Oak, staffId = staff ?? Worker, type, bookedFor = day };

    public static object Completed(string day, string type = "medicine_administration", Guid? staff = null, string? expiresOn = null, Guid? school = null) =>
        new { schoolId = school ?? TestData.Oak, staffId = staff ?? Worker, type, completedOn = day, expiresOn };

    /// <summary>Records and expects success.</summary>
    public static async Task<Answer> TrainedAsync(this HttpClient client, object body)
    {
        var answer = await client.PostAsync(Url, body);
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer;
    }

    public static Task<Answer> TrainingDoAsync(this HttpClient client, Answer record, string action, object body) =>
        client.PostAsync($"{Url}/{record.Id}/{action}", body, record.ETag);
}
