using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Assessments;

public static class InstrumentErrors
{
    public static readonly Error Exists = new("instrument-exists", ErrorKind.Conflict, "There is an instrument of that code and norm version.");

    public static readonly Error CodeTaken = new("instrument-built-in", ErrorKind.Conflict, "An instrument of that code comes with the service; choose another code.");

    public static readonly Error RetiredAlready = new("instrument-retired-already", ErrorKind.Conflict, "The instrument was retired before.");

    public static readonly Error ScaleTwice = new("scale-twice", ErrorKind.Rule, "A code names one scale; total is not a scale's.");

    public static readonly Error ScaleRange = new("scale-range", ErrorKind.Rule, "A scale rises from its least score to a greater one in whole steps.");

    public static readonly Error ScaleItems = new(
        "scale-items", ErrorKind.Rule, "A scale is pro-rated when its items add up to its greatest score, from 0, and no more must be answered than there are.");

    public static readonly Error Bands = new("scale-bands", ErrorKind.Rule, "Bands lie within the scale and do not overlap, and a code names one of them.");

    public static readonly Error TotalParts = new("total-parts", ErrorKind.Rule, "A total adds up scales of one direction: at least one, and only where there is a total.");
}

/// <summary>What a trust's own instrument has to be like.</summary>
internal static class InstrumentRules
{
    public static Error? RefusalOf(CustomInstrument made)
    {
        if (BuiltInInstruments.Knows(made.Code))
        {
            return InstrumentErrors.CodeTaken.At("/code");
        }

        for (var i = 0; i < made.Scales.Count; i++)
        {
            var scale = made.Scales[i];
            var isTwice = scale.Code == Instrument.TotalCode || made.Scales.Take(i).Any(s => s.Code == scale.Code);
            if ((isTwice ? InstrumentErrors.ScaleTwice : RefusalOf(scale)) is { } refused)
            {
                return refused.At($"/scales/{i}");
            }
        }

        return TotalRefusal(made);
    }

    private static Error? RefusalOf(InstrumentScale scale) => scale switch
    {
        _ when scale.Max <= scale.Min || scale.Step <= 0 || (scale.Max - scale.Min) % scale.Step != 0 => InstrumentErrors.ScaleRange,
        { Items: { } items } when scale.Min != 0 || scale.Step != 1 || items.Count * items.MaxScore != scale.Max || items.MinAnswered > items.Count =>
            InstrumentErrors.ScaleItems,
        _ => AreBandsOf(scale.Bands, scale.Min, scale.Max) ? null : InstrumentErrors.Bands,
    };

    private static Error? TotalRefusal(CustomInstrument made)
    {
        var parts = made.Scales.Where(s => s.InTotal).ToList();
        if (made.Total is not { } total)
        {
            return parts.Count > 0 ? InstrumentErrors.TotalParts.At("/total") : null;
        }

        return parts.Select(s => s.Direction).Distinct().Count() != 1 ? InstrumentErrors.TotalParts.At("/total")
            : AreBandsOf(total.Bands, parts.Sum(s => s.Min), parts.Sum(s => s.Max)) ? null
            : InstrumentErrors.Bands.At("/total");
    }

    private static bool AreBandsOf(IReadOnlyList<ScoreBand> bands, decimal min, decimal max)
    {
        var sorted = bands.OrderBy(b => b.From).ToList();
        return sorted.All(b => b.From <= b.To && b.From >= min && b.To <= max)
            && sorted.Zip(sorted.Skip(1)).All(pair => pair.First.To < pair.Second.From)
            && sorted.Select(b => b.Code).Distinct().Count() == sorted.Count;
    }
}
