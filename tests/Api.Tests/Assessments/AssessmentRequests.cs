using System.Net;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assessments;

internal static class AssessmentRequests
{
    public const string Url = "/v1/assessments";

    /// <summary>The SDQ of a teacher at Oak whose shape is fixed.</summary>
    public static Dictionary<string, object?> Sdq(object? scores = null, string day = "2026-11-19", string purpose = "review", Guid? pupil = null) => new()
    {
        ["pupilId"] = pupil ?? TestData.OakPupils[0],
        ["schoolId"] = TestData.Oak,
        ["instrument"] = "sdq_teacher",
        ["normVersion"] = "uk_four_band",
        ["assessedOn"] = day,
        ["purpose"] = purpose,
        ["scores"] = scores ?? Five(5, 3, 8, 2, 4),
    };

    public static Dictionary<string, object?> Five(object emotional, object conduct, object hyperactivity, object peer, object prosocial) => new()
    {
        ["emotional"] = emotional,
        ["conduct"] = conduct,
        ["hyperactivity"] = hyperactivity,
        ["peer"] = peer,
        ["prosocial"] = prosocial,
    };

    /// <summary>Records and submits, and expects success.</summary>
    public static async Task<Answer> SubmittedAsync(this HttpClient client, object body)
    {
        var made = await client.PostAsync(Url, body);
        var submitted = await client.PostAsync($"{Url}/{made.Id}/submit", new { }, made.ETag);
        Assert.True(submitted.Status == HttpStatusCode.OK, $"{made} {submitted}");
        return submitted;
    }
}
