using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.MedicationAdministrations;
using static PupilSupport.Domain.MedicationAdministrations.DoseFinding;

namespace PupilSupport.Domain.Tests.MedicationAdministrations;

/// <summary>
/// The guard against a reference that knows no short cut: all instants lie on a grid, and it looks at every instant of
/// the grid, at every window of 24 hours that ends on it, and walks on step by step until a dose may be given.
/// </summary>
public class DoseGuardProperties
{
    private const int StepsPerDay = 48;
    private static readonly TimeSpan Step = TimeSpan.FromHours(24) / StepsPerDay;

    // The clocks go forward on 29 March and back on 25 October 2026; a grid of three days lies around each, and one in between.
    private static readonly DateTimeOffset[] Starts = [Doses.At("2026-03-28T00:15Z"), Doses.At("2026-06-10T22:45Z"), Doses.At("2026-10-24T00:00Z")];

    private sealed record Order(int Interval, int MaxDoses, int MaxQuantity);

    private sealed record Dose(int At, int Quantity);

    private sealed record Question(DateTimeOffset Start, Order? Order, ImmutableArray<Dose> History, Dose Candidate);

    [Fact]
    public void It_says_what_the_reference_says() => Check(q =>
    {
        var verdict = Judge(q);
        return verdict.Failures.Contains(MinInterval) == IsTooClose(q, q.Candidate.At)
            && verdict.Failures.Contains(MaxDoses24h) == HasTooMany(q, q.Candidate.At)
            && verdict.Failures.Contains(MaxQuantity24h) == HasTooMuch(q, q.Candidate.At)
            && verdict.Failures.All(f => f is MinInterval or MaxDoses24h or MaxQuantity24h);
    });

    [Fact]
    public void The_next_time_is_the_first_that_the_reference_allows() => Check(q =>
    {
        // After the last dose and the longest interval nothing but the quantity itself stands in the way.
        var horizon = q.Candidate.At + (6 * StepsPerDay);
        var steps = Enumerable.Range(q.Candidate.At, horizon - q.Candidate.At).Where(at => IsAllowed(q, at)).ToList();
        var next = Judge(q).NextAllowedAt;
        return steps.Count == 0 ? next is null : next == q.Start + (steps[0] * Step);
    });

    [Fact]
    public void A_dose_at_the_next_time_is_allowed() => Check(q =>
        Judge(q).NextAllowedAt is not { } next || DoseGuard.Judge(Case(q) with { At = next }).Allowed);

    [Fact]
    public void Whatever_is_allowed_one_after_the_other_keeps_every_limit_however_it_is_entered() => Check(q =>
    {
        var taken = ImmutableArray<Dose>.Empty;
        foreach (var dose in q.History)
        {
            if (Judge(q with { History = taken, Candidate = dose }).Allowed)
            {
                taken = taken.Add(dose);
            }
        }

        return taken.All(d => IsAllowed(q with { History = taken.Remove(d), Candidate = d }, d.At));
    });

    [Fact]
    public void Neither_the_order_of_the_history_nor_the_spelling_of_an_instant_matters() => Check(q =>
    {
        var (dose, plain) = (Case(q), Judge(q));
        var other = DoseGuard.Judge(dose with
        {
            At = dose.At.ToOffset(TimeSpan.FromHours(5)),
            History = [.. dose.History.Reverse().Select(h => h with { At = h.At.ToOffset(TimeSpan.FromHours(-3)) })],
        });
        return plain.Failures.SequenceEqual(other.Failures) && plain.NextAllowedAt == other.NextAllowedAt;
    });

    [Fact]
    public void One_dose_more_never_makes_another_allowed() => Check(q =>
        q.History.IsEmpty || !Judge(q).Allowed || q.History.All(h => Judge(q with { History = q.History.Remove(h) }).Allowed));

    [Fact]
    public void For_rescue_the_same_is_only_said() => Check(q =>
    {
        var (blocking, rescue) = (Judge(q), DoseGuard.Judge(Case(q) with { IsEmergency = true }));
        return rescue.Allowed && rescue.Warnings.SequenceEqual(blocking.Failures.AddRange(blocking.Warnings)) && rescue.NextAllowedAt == blocking.NextAllowedAt;
    });

    private static bool IsAllowed(Question q, int at) => !IsTooClose(q, at) && !HasTooMany(q, at) && !HasTooMuch(q, at);

    private static bool IsTooClose(Question q, int at) => q.Order is { } o && q.History.Any(h => Math.Abs(h.At - at) < o.Interval);

    private static bool HasTooMany(Question q, int at) => q.Order is { } o && Windows(q, at).Any(w => w.Count > o.MaxDoses);

    private static bool HasTooMuch(Question q, int at) => q.Order is { } o && Windows(q, at).Any(w => w.Sum(d => d.Quantity) > o.MaxQuantity);

    /// <summary>Every 24 hours of the grid that hold the candidate; a dose exactly 24 hours before the end is outside.</summary>
    private static IEnumerable<List<Dose>> Windows(Question q, int at)
    {
        List<Dose> all = [.. q.History, q.Candidate with { At = at }];
        return Enumerable.Range(at, StepsPerDay).Select(end => all.FindAll(d => d.At > end - StepsPerDay && d.At <= end));
    }

    private static DoseVerdict Judge(Question q) => DoseGuard.Judge(Case(q));

    private static DoseCase Case(Question q) =>
        Doses.Case(q.Start + (q.Candidate.At * Step), q.Candidate.Quantity, q.History.Select(h => new PastDose(q.Start + (h.At * Step), h.Quantity))) with
        {
            Limits = q.Order is { } o ? new DoseLimits(1, 30, o.Interval * Step, o.MaxDoses, o.MaxQuantity) : new DoseLimits(1, 30, null, null, null),
        };

    private static void Check(Func<Question, bool> property) =>
        Prop.ForAll(Questions().ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static Gen<Question> Questions()
    {
        var orders = Gen.Choose(1, 60).SelectMany(i => Gen.Choose(1, 6).SelectMany(d => Gen.Choose(1, 60).Select(m => (Order?)new Order(i, d, m))));
        var doses = Gen.Choose(0, 3 * StepsPerDay).SelectMany(at => Gen.Choose(1, 30).Select(q => new Dose(at, q)));
        return Gen.Elements(Starts).SelectMany(start =>
            Gen.Frequency((9, orders), (1, Gen.Constant<Order?>(null))).SelectMany(order =>
                Gen.Choose(0, 9).SelectMany(n => doses.ArrayOf(n)).SelectMany(history =>
                    doses.Select(candidate => new Question(start, order, [.. history], candidate)))));
    }
}
