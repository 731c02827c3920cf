using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicineStocks;
using static PupilSupport.Domain.Tests.MedicineStocks.Stocks;
using Result = PupilSupport.Domain.Common.Result;

namespace PupilSupport.Domain.Tests.MedicineStocks;

/// <summary>Whatever is done to a stock in whatever order, allowed or refused, its ledger adds up.</summary>
public class MedicineLedgerProperties
{
    private enum Verb
    {
        Receive,
        Administer,
        Reverse,
        Count,
        Waste,
        Return,
        Dispose,
        Adjust,
        Confirm,
        Reject,
        Witness,
        Close,
    }

    private sealed record Step(Verb Verb, decimal Quantity, bool BySecond);

    private sealed record Story(bool Controlled, Step[] Steps);

    [Fact]
    public void The_balance_is_the_sum_of_all_entries_and_each_says_its_own() => Check(story =>
    {
        var stock = Play(story).Stock;
        var sums = Sums(stock.Entries.Select(e => e.Delta));
        return stock.Balance == stock.Entries.Sum(e => e.Delta) && stock.Entries.Select(e => e.BalanceAfter).SequenceEqual(sums);
    });

    [Fact]
    public void The_numbers_run_from_1_without_a_gap() => Check(story =>
    {
        var stock = Play(story).Stock;
        return stock.Entries.Select(e => e.Sequence).SequenceEqual(Enumerable.Range(1, stock.LastSequence));
    });

    [Fact]
    public void The_balance_never_falls_below_nothing() => Check(story => Play(story).Stock.Entries.All(e => e.BalanceAfter >= 0));

    [Fact]
    public void What_is_refused_leaves_everything_as_it_was() => Check(story => Play(story).RefusedWithoutTrace);

    [Fact]
    public void Reversing_every_dose_restores_what_there_was_without_them() => Check(story =>
    {
        var (stock, doses, _) = Play(story);
        foreach (var (dose, quantity) in doses)
        {
            Assert.True(stock.Reverse(dose, quantity, "Not taken", Nurse, Now).IsSuccess);
        }

        return stock.Balance == stock.Entries.Where(e => e.AdministrationId is null).Sum(e => e.Delta);
    });

    [Fact]
    public void Nothing_leaves_a_controlled_stock_by_one_person_s_word_but_doses_waste_and_returns() => Check(story =>
        !story.Controlled || Play(story).Stock.Entries.All(e =>
            e.Kind is not (StockEntryKind.Adjusted or StockEntryKind.Disposed) || (e.SecondId is { } second && second != e.ById)));

    [Fact]
    public void As_many_entries_wait_for_a_witness_as_the_stock_says() => Check(story =>
    {
        var stock = Play(story).Stock;
        return stock.Unwitnessed == stock.Entries.Count(e =>
            MedicineStockRules.WitnessStatusOf(stock.Controlled, e.Kind, e.WitnessId, e.WitnessedAt) == StockWitnessStatus.Requested);
    });

    [Fact]
    public void What_is_allowed_is_not_refused_for_its_state() => Check(story =>
    {
        var stock = Play(story).Stock;
        return stock.AllowedActions().All(action => action switch
        {
            MedicineStockAction.Close => stock.Close().IsSuccess,
            MedicineStockAction.Confirm => stock.Confirm(Colleague, Now) is var confirmed && (confirmed.IsSuccess || confirmed.Error.Kind == ErrorKind.Rule),
            MedicineStockAction.Reject => true,
            _ => true,
        });
    });

    private sealed record Played(MedicineStock Stock, List<(MedicationAdministrationId Id, decimal Quantity)> Doses, bool RefusedWithoutTrace)
    {
        public void Deconstruct(out MedicineStock stock, out List<(MedicationAdministrationId Id, decimal Quantity)> doses, out bool refused) =>
            (stock, doses, refused) = (Stock, Doses, RefusedWithoutTrace);
    }

    private static Played Play(Story story)
    {
        var (stock, doses, clean) = (Empty(story.Controlled), new List<(MedicationAdministrationId Id, decimal Quantity)>(), true);
        foreach (var step in story.Steps)
        {
            var before = Snapshot(stock);
            clean &= Do(stock, step, doses).IsSuccess || Snapshot(stock).Equals(before);
        }

        return new Played(stock, doses, clean);
    }

    private static object Snapshot(MedicineStock s) =>
        (s.Status, s.Balance, s.LastSequence, s.Entries.Count, s.PendingKind, s.PendingQuantity, s.Unwitnessed, s.Discrepancy);

    private static Result Do(MedicineStock stock, Step step, List<(MedicationAdministrationId Id, decimal Quantity)> doses)
    {
        var act = new StockAct(step.BySecond ? Colleague : Nurse, Now, Now, "because");
        return step.Verb switch
        {
            Verb.Receive => stock.Receive(step.Quantity, null, act),
            Verb.Administer => Administer(stock, step, doses),
            Verb.Reverse => Reverse(stock, doses),
            Verb.Count => stock.Count(step.Quantity, act),
            Verb.Waste => stock.Waste(step.Quantity, null, act),
            Verb.Return => stock.Return(step.Quantity, null, act),
            Verb.Dispose => stock.Dispose(step.Quantity, act),
            Verb.Adjust => stock.Adjust(step.BySecond ? -step.Quantity : step.Quantity, act),
            Verb.Confirm => stock.Confirm(act.ById, Now),
            Verb.Reject => stock.Reject(),
            Verb.Witness => stock.Witness((int)step.Quantity, act.ById, Now),
            _ => stock.Close(),
        };
    }

    private static Result Administer(MedicineStock stock, Step step, List<(MedicationAdministrationId Id, decimal Quantity)> doses)
    {
        var id = Dose();
        var given = stock.Administer(step.Quantity, id, Nurse, Now, Now);
        if (given.IsSuccess)
        {
            doses.Add((id, step.Quantity));
        }

        return given;
    }

    private static Result Reverse(MedicineStock stock, List<(MedicationAdministrationId Id, decimal Quantity)> doses)
    {
        if (doses is not [.., var last])
        {
            return Result.Success;
        }

        doses.RemoveAt(doses.Count - 1);
        return stock.Reverse(last.Id, last.Quantity, "Not taken", Nurse, Now);
    }

    private static IEnumerable<decimal> Sums(IEnumerable<decimal> deltas)
    {
        var sum = 0m;
        foreach (var delta in deltas)
        {
            yield return sum += delta;
        }
    }

    private static void Check(Func<Story, bool> holds) =>
        Prop.ForAll(Stories.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static readonly Gen<Story> Stories =
        from controlled in ArbMap.Default.GeneratorFor<bool>()
        from steps in
            (from verb in Gen.Elements(Enum.GetValues<Verb>())
             from thousandths in Gen.Choose(1, 20_000)
             from whole in ArbMap.Default.GeneratorFor<bool>()
             from second in ArbMap.Default.GeneratorFor<bool>()
             select new Step(verb, whole ? (thousandths / 1000) + 1 : thousandths / 1000m, second)).ArrayOf()
        select new Story(controlled, steps);
}
