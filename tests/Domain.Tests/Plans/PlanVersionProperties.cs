using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Domain.Tests.Plans.Samples;
using Result = PupilSupport.Domain.Common.Result;

namespace PupilSupport.Domain.Tests.Plans;

/// <summary>Whatever is done to a plan, what was in force, given up or signed stays byte by byte, and no number is used twice.</summary>
public class PlanVersionProperties
{
    private const int Runs = 300;

    private static readonly ContactId[] Parents = [new(Guid.NewGuid()), new(Guid.NewGuid())];

    /// <summary>Request, approve, sign and review: from here a plan can be closed, suspended or superseded as well as revised.</summary>
    private static readonly int[] IntoForce = [2, 4, 10, 12];

    /// <summary>At the end every plan is closed if it lets itself: some that were signed are closed and some superseded.</summary>
    [Fact]
    public void Nothing_that_is_kept_or_signed_ever_changes()
    {
        var ends = new Dictionary<PlanStatus, int>();
        var begins = Gen.Elements([], IntoForce);
        Prop.ForAll(begins.SelectMany(_ => Gen.Choose(0, 15).ListOf(), (first, more) => (int[])[.. first, .. more, 13]).ToArbitrary(), steps => Holds(steps, ends))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));
        Assert.True(ends.ContainsKey(PlanStatus.Closed) && ends.ContainsKey(PlanStatus.Superseded), string.Join(", ", ends));
    }

    private static bool Holds(int[] steps, Dictionary<PlanStatus, int> ends)
    {
        var plan = Draft(PlanType.RiskAssessment);
        var (kept, signed, numbers) = (new Dictionary<int, byte[]>(), new List<(PlanSignature Signature, byte[] Bytes)>(), new List<int> { 1 });
        foreach (var (index, step) in steps.Index())
        {
            var before = plan.Signatures.Count;
            Do(plan, step, index);
            if (plan.Signatures.Count > before)
            {
                var signature = plan.Signatures[^1];
                signed.Add((signature, [.. plan.Versions.Single(v => v.Number == signature.VersionNumber).Content!]));
            }

            foreach (var version in plan.Versions.Where(v => v.State is PlanVersionState.Frozen or PlanVersionState.Withdrawn))
            {
                kept.TryAdd(version.Number, [.. version.Content!]);
            }

            numbers.AddRange(plan.Versions.Select(v => v.Number).Except(numbers));
            if (!IsAsKept(plan, kept, signed) || !numbers.SequenceEqual(numbers.Order()) || plan.Versions.DistinctBy(v => v.Number).Count() != plan.Versions.Count)
            {
                return false;
            }
        }

        if (signed.Count > 0)
        {
            ends[plan.Status] = ends.GetValueOrDefault(plan.Status) + 1;
        }

        return true;
    }

    private static bool IsAsKept(Plan plan, Dictionary<int, byte[]> kept, List<(PlanSignature Signature, byte[] Bytes)> signed)
    {
        byte[]? BytesOf(int number) => plan.Versions.Single(v => v.Number == number).Content;
        return kept.All(k => BytesOf(k.Key)!.SequenceEqual(k.Value))
            && signed.All(s => BytesOf(s.Signature.VersionNumber)!.SequenceEqual(s.Bytes) && PlanJson.Hash(s.Bytes).SequenceEqual(s.Signature.ContentHash))
            && plan.Versions.All(v => v.Content is null || PlanJson.Hash(v.Content).SequenceEqual(v.ContentHash!));
    }

    private static void Do(Plan plan, int step, int index)
    {
        var now = Now.AddMinutes(index);
        var head = new PlanApprover(new(Guid.NewGuid()), [Role.Headteacher]);
        _ = step switch
        {
            0 or 1 => plan.Edit(plan.Content with { Title = $"Title {index}" }, plan.OwnerId, Editor, Day(now)),
            2 or 3 => plan.RequestApproval(Author, now),
            4 or 5 => plan.Approve(head, null, null, now),
            6 => plan.Reject(head, "Not yet", now),
            7 => plan.Revise(Author, now),
            8 => plan.WithdrawRevision("Not wanted", now),
            9 => plan.ActivateInterim(Dsl, "At once", null, now),
            10 => plan.Sign(ByParent(Parents[index % 2]), now).Error is { } refused ? refused : Result.Success,
            11 => plan.StartReview(),
            12 => Reviewed(plan),
            13 => plan.Close("Done", [], now),
            14 => index % 2 == 0 ? plan.Suspend("Away", now) : plan.Resume(now),
            _ => index % 5 == 4 ? Supersede(plan, now) : Result.Success,
        };
        Ok(plan.KeepCycle(Terms));
    }

    private static Result Supersede(Plan plan, DateTimeOffset now)
    {
        var next = Draft(PlanType.RiskAssessment, supersedes: plan.Id);
        Ok(next.RequestApproval(Author, now));
        return next.Approve(new PlanApprover(new(Guid.NewGuid()), [Role.Headteacher]), null, plan, now);
    }
}
