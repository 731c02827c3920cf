using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Policies;

internal static class PolicyRequests
{
    public const string Url = "/v1/policies/support-sessions";
    public const string Values = "/v1/policy-values";

    /// <param name="from">The first day.</param>
    /// <param name="school">Null for the trust.</param>
    public static object Value(string from, object? value, Guid? school = null, Guid? replaces = null, bool correction = false) => new
    {
        policy = "support-sessions",
        schoolId = school,
        effectiveFrom = from,
        value,
        reason = "Agreed by the governors",
        isCorrection = correction,
        replacesId = replaces,
    };

    public static async Task<Answer> SetAsync(this HttpClient client, string from, object? value, Guid? school = null, Guid? replaces = null, bool correction = false)
    {
        var answer = await client.PostAsync(Values, Value(from, value, school, replaces, correction));
        Assert.True(answer.Raw.IsSuccessStatusCode, answer.ToString());
        return answer;
    }

    /// <summary>A member of what is in force.</summary>
    public static async Task<int> InForceAsync(this HttpClient client, string member, string on, Guid? school = null)
    {
        var answer = await client.ReadAsync($"{Url}?on={on}" + (school is null ? "" : $"&schoolId={school}"));
        return answer.Json["inForce"]![member]!.GetValue<int>();
    }
}
