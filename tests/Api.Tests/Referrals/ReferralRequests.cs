using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Plans;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Referrals;

/// <summary>Bodies and shorthands for referrals at Oak; the clock stands at Monday 23 November 2026, 09:30.</summary>
internal static class ReferralRequests
{
    public const string Url = "/v1/referrals";

    /// <summary>Going on without consent, with a basis that is whole.</summary>
    public static readonly object Overrides = new { reason = "At risk", article6 = "public_task", article9 = "substantial_public_interest", schedule1 = "safeguarding" };

    /// <summary>The body whose shape is fixed; members given by <paramref name="with"/> replace or, when null, drop.</summary>
    public static JsonObject Body(Guid pupil, object? with = null)
    {
        var body = PlanRequests.Node(new { pupilId = pupil, schoolId = TestData.Oak, direction = "internal", service = "elsa", urgency = "routine", reason = "Worries every morning" });
        foreach (var (name, value) in with is null ? [] : PlanRequests.Node(with))
        {
            body.Remove(name);
            if (value is not null)
            {
                body[name] = value.DeepClone();
            }
        }

        return body;
    }

    /// <summary>To an agency, with what it needs to be submitted.</summary>
    public static object External(string service = "camhs", object? consent = null, string? exceptionReason = "Not in school yet", string urgency = "routine") =>
        new { direction = "external", service, urgency, consent = consent ?? new { state = "given", byPupil = true, reason = "Put it in her own words", method = "paper form", at = "2026-11-20T15:00:00Z" }, exceptionReason };

    public static JsonObject With(this JsonObject body, string member, Guid value)
    {
        body[member] = value.ToString();
        return body;
    }

    /// <summary>A pupil of Oak's own, so that no referral stands in another's way; in year 3, in no class.</summary>
    public static async Task<Guid> NewPupilAsync(this TestDatabase database)
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            """
            WITH pupil AS (
              INSERT INTO pupils (trust_id, id, school_id, given_name, family_name, date_of_birth, sort_name, search_text, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, 'Ada', 'Referral', '2018-05-05', 'referral ada', 'ada referral', 1, now(), now()))
            INSERT INTO pupil_enrolments (trust_id, id, pupil_id, school_id, kind, admitted_on) VALUES ($1, $2, $2, $3, 'main', '2026-09-01')
            """,
            TestData.Oakfield, id, TestData.Oak);
        return id;
    }

    /// <summary>An agency of the trust that offers the service.</summary>
    public static async Task<Guid> NewAgencyAsync(this TestDatabase database, string service = "camhs", string status = "active")
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            """
            INSERT INTO agencies (trust_id, id, name, services, need_areas, needs, postcodes, local_authorities, serves_anywhere, cost, languages, search_text, status, state_reason, verify_by, version, recorded_at, updated_at)
            VALUES ($1, $2, 'An agency', ARRAY[$3], '{}', '{}', '{}', '{}', true, 'free', '{}', 'an agency', $4, CASE $4 WHEN 'archived' THEN 'Gone' END, '2027-11-23', 1, now(), now())
            """,
            TestData.Oakfield, id, service, status);
        return id;
    }

    /// <summary>Drafts and expects success.</summary>
    public static async Task<Answer> ReferredAsync(this HttpClient client, Guid pupil, object? with = null)
    {
        var answer = await client.PostAsync(Url, Body(pupil, with));
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer;
    }

    public static Task<Answer> DoAsync(this HttpClient client, Answer referral, string action, object? body = null) =>
        client.PostAsync($"{Url}/{referral.Id}/{action}", body ?? new { }, referral.ETag);

    /// <summary>Acts, once or more, and expects success.</summary>
    public static async Task<Answer> DoneAsync(this HttpClient client, Answer referral, string actions, object? body = null)
    {
        foreach (var action in actions.Split(' '))
        {
            referral = await client.DoAsync(referral, action, body);
            Assert.True((int)referral.Status == 200, $"{action}: {referral}");
        }

        return referral;
    }
}
