using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Demo;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>Plans as rows, as the domain makes them: written by the SENCo, approved by the head.</summary>
internal static class PlanRows
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static readonly StaffId Author = new(TestData.StaffOf("demo-senco"));
    private static readonly PlanApprover Head = new(new(TestData.StaffOf("demo-head")), [Role.Headteacher]);

    public static PlanContent Content(PlanType type, ContactId parent) => DemoPlanTexts.Of(
        type, LondonTime.DateOf(Now), new(Author, new(TestData.StaffOf("demo-senco")), new(TestData.StaffOf("demo-teacher")), parent, new(TestData.OakPupils[5])));

    public static Plan Draft(PlanType type, Guid pupil, PlanContent? content = null) => Plan.Draft(
        new TrustId(TestData.Oakfield), new NewPlan(new(TestData.Oak), new(pupil), type, Author, Author, null),
        content ?? Content(type, new(Guid.NewGuid())), new PlanDay(Now, new PlanPolicy())).Value;

    public static Plan Requested(PlanType type, Guid pupil, PlanContent? content = null)
    {
        var plan = Draft(type, pupil, content);
        Must(plan.RequestApproval(Author, Now));
        return plan;
    }

    public static Plan Active(PlanType type, Guid pupil, PlanContent? content = null)
    {
        var plan = Requested(type, pupil, content);
        SignOff(plan);
        Must(plan.Approve(Head, null, null, Now));
        return plan;
    }

    public static void Revise(Plan plan, Func<PlanContent, PlanContent> change)
    {
        Must(plan.Revise(Author, Now));
        Must(plan.Edit(change(plan.Content), Author, Author, new PlanDay(Now, new PlanPolicy())));
        Must(plan.RequestApproval(Author, Now));
        Must(plan.Approve(Head, null, null, Now.AddMinutes(1)));
    }

    private static void SignOff(Plan plan)
    {
        if (PlanTypes.Of(plan.Type).SignOff is { } signatory)
        {
            Assert.True(plan.Sign(new PlanSigning { As = signatory, Method = PlanSignatureMethod.OwnToken, StaffId = Author }, Now).IsSuccess);
        }
    }

    public static void Must(Result result) => Assert.True(result.IsSuccess, result.Error?.Code + string.Join(", ", result.Error?.Faults.Select(f => f.Pointer) ?? []));

    public static async Task<Guid> InsertAsync(this TestDatabase database, Plan p)
    {
        await database.ExecuteAsync(
            """
            INSERT INTO plans (trust_id, id, school_id, pupil_id, type, status, owner_id, author_id, content, version_number, version_state, last_version, in_force_version, is_interim,
              activated_at, title, starts_on, ends_on, need_area, subject_key, team_ids, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13::integer, false, $14::timestamptz, $15, $16, $17::date, 'semh', $18, $19, 1, $20, $20)
            """,
            TestData.Oakfield, p.Id.Value, p.SchoolId.Value, p.PupilId.Value, Code(p.Type), Code(p.Status), p.OwnerId.Value, p.AuthorId.Value, PlanJson.Of(p.Content), p.VersionNumber,
            Code(p.VersionState), p.LastVersion, Or(p.InForceVersion), Or(p.ActivatedAt), p.Title, p.StartsOn, Or(p.EndsOn), p.SubjectKey, p.TeamIds.ToArray(), Now);
        foreach (var v in p.Versions)
        {
            await database.ExecuteAsync(
                """
                INSERT INTO plan_versions (trust_id, plan_id, number, state, content, content_hash, author_ids, opened_at, requested_at, requested_by_id, frozen_at)
                VALUES ($1, $2, $3, $4, $5::bytea, $6::bytea, $7, $8, $9::timestamptz, $10::uuid, $11::timestamptz)
                """,
                TestData.Oakfield, p.Id.Value, v.Number, Code(v.State), Or(v.Content), Or(v.ContentHash), v.AuthorIds.Select(a => a.Value).ToArray(), v.OpenedAt, Or(v.RequestedAt),
                Or(v.RequestedById?.Value), Or(v.FrozenAt));
        }

        foreach (var s in p.Signatures)
        {
            await database.ExecuteAsync(
                """
                INSERT INTO plan_signatures (trust_id, id, plan_id, version_number, content_hash, signed_as, method, contact_id, staff_id, name, attested_by_id, signed_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8::uuid, $9::uuid, $10::text, $11::uuid, $12)
                """,
                TestData.Oakfield, s.Id, p.Id.Value, s.VersionNumber, s.ContentHash, Code(s.SignedAs), Code(s.Method), Or(s.ContactId?.Value), Or(s.StaffId?.Value), Or(s.Name),
                Or(s.AttestedById?.Value), s.SignedAt);
        }

        return p.Id.Value;
    }

    private static object Or(object? value) => value ?? DBNull.Value;

    private static string Code<T>(T value) where T : struct, Enum => EnumCodes<T>.Format(value);
}
