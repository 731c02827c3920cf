namespace PupilSupport.Domain.Assessments;

/// <summary>
/// The Strengths and Difficulties Questionnaire: five scales of 0 to 10, a total of the four difficulties of 0 to 40, and
/// the four bands of its United Kingdom norms. No item is named here.
/// </summary>
internal static class SdqInstruments
{
    public const string FourBands = "uk_four_band";

    private const string Source =
        "Strengths and Difficulties Questionnaire, R. Goodman; four-band categorisation of the scoring instructions for 4 to 17 years (sdqinfo.org).";

    private const string ChangeSource =
        "Reliable change index, 95 % (Jacobson and Truax 1991), from the standard deviations of the British norms (Meltzer and others 2000) "
        + "and the internal consistency of the scale (Goodman 2001).";

    private static readonly ScaleItems FiveItems = new(5, 2, 3);

    public static readonly Instrument Teacher = Make(
        "sdq_teacher", "Strengths and Difficulties Questionnaire, teacher", AssessmentRespondent.Teacher, 4,
        [
            Difficulty("emotional", "Emotional problems", 3, 4, 5, Change(1.9, 0.78)),
            Difficulty("conduct", "Conduct problems", 2, 3, 4, Change(1.6, 0.74)),
            Difficulty("hyperactivity", "Hyperactivity", 5, 7, 8, Change(2.8, 0.88)),
            Difficulty("peer", "Peer problems", 2, 4, 5, Change(1.8, 0.70)),
            Prosocial(6, Change(2.4, 0.84)),
        ],
        Total(11, 15, 18, Change(6.0, 0.87)));

    public static readonly Instrument Parent = Make(
        "sdq_parent", "Strengths and Difficulties Questionnaire, parent", AssessmentRespondent.Parent, 4,
        [
            Difficulty("emotional", "Emotional problems", 3, 4, 6, Change(2.0, 0.67)),
            Difficulty("conduct", "Conduct problems", 2, 3, 5, Change(1.7, 0.63)),
            Difficulty("hyperactivity", "Hyperactivity", 5, 7, 8, Change(2.6, 0.77)),
            Difficulty("peer", "Peer problems", 2, 3, 4, Change(1.7, 0.57)),
            Prosocial(8, Change(1.6, 0.65)),
        ],
        Total(13, 16, 19, Change(5.8, 0.82)));

    public static readonly Instrument Self = Make(
        "sdq_self", "Strengths and Difficulties Questionnaire, self-report", AssessmentRespondent.Self, 11,
        [
            Difficulty("emotional", "Emotional problems", 4, 5, 6, Change(2.1, 0.66)),
            Difficulty("conduct", "Conduct problems", 3, 4, 5, Change(1.7, 0.60)),
            Difficulty("hyperactivity", "Hyperactivity", 5, 6, 7, Change(2.2, 0.67)),
            Difficulty("peer", "Peer problems", 2, 3, 4, Change(1.4, 0.41)),
            Prosocial(7, Change(1.7, 0.66)),
        ],
        Total(14, 17, 19, Change(5.2, 0.80)));

    private static Instrument Make(
        string code, string title, AssessmentRespondent respondent, int ageFrom, IReadOnlyList<InstrumentScale> scales, InstrumentScale total) => new()
        {
            Code = code,
            NormVersion = FourBands,
            Title = title,
            Family = InstrumentFamily.Sdq,
            Respondents = [respondent],
            Scales = scales,
            Total = total,
            AgeFrom = ageFrom,
            AgeTo = 17,
            Source = Source,
        };

    private static InstrumentScale Difficulty(string code, string title, int close, int slightly, int high, ReliableChange change) =>
        Raised(code, title, 10, close, slightly, high, change) with { InTotal = true, Items = FiveItems };

    private static InstrumentScale Total(int close, int slightly, int high, ReliableChange change) =>
        Raised(Instrument.TotalCode, "Total difficulties", 40, close, slightly, high, change);

    /// <summary>Each number is the last score of its band.</summary>
    private static InstrumentScale Raised(string code, string title, int max, int close, int slightly, int high, ReliableChange change) => new()
    {
        Code = code,
        Title = title,
        Min = 0,
        Max = max,
        Direction = ScoreDirection.LowerIsBetter,
        Bands =
        [
            new("close", "Close to average", 0, close), new("slightly_raised", "Slightly raised", close + 1, slightly),
            new("high", "High", slightly + 1, high), new("very_high", "Very high", high + 1, max),
        ],
        ReliableChange = change,
    };

    /// <param name="close">The least score that is close to average; the next two have a band each.</param>
    private static InstrumentScale Prosocial(int close, ReliableChange change) => new()
    {
        Code = "prosocial",
        Title = "Prosocial",
        Min = 0,
        Max = 10,
        Direction = ScoreDirection.HigherIsBetter,
        Items = FiveItems,
        Bands =
        [
            new("close", "Close to average", close, 10), new("slightly_lowered", "Slightly lowered", close - 1, close - 1),
            new("low", "Low", close - 2, close - 2), new("very_low", "Very low", 0, close - 3),
        ],
        ReliableChange = change,
    };

    /// <summary>1.96 times the standard error of a difference, in points of one decimal place, rounded up.</summary>
    private static ReliableChange Change(double deviation, double consistency) =>
        new((decimal)(Math.Ceiling(10 * 1.96 * deviation * Math.Sqrt(2 * (1 - consistency))) / 10), ChangeSource);
}
