namespace PupilSupport.Domain.Assessments;

/// <summary>
/// The Strengths and Difficulties Questionnaire: five scales of 0 to 10, a total of the four difficulties of 0 to 40, and
/// the four bands of its United Kingdom norms. No item is named here. What a reliable change is stands only where a study gives
/// both figures that it is made of; for parents and self-reports none could be checked.
/// </summary>
internal static class SdqInstruments
{
    public const string FourBands = "uk_four_band";

    private const string Source =
        "Strengths and Difficulties Questionnaire, R. Goodman; newer four-band categorisation of the scoring instructions for 4 to 17 years (sdqinfo.org, 2014), "
        + "which also pro-rate from three answers on.";

    private const string ChangeSource =
        "Reliable change index, 95 % (Jacobson and Truax 1991), from standard deviation and internal consistency of the teacher form in van den Heuvel and others, "
        + "PLoS ONE 2017, doi 10.1371/journal.pone.0176605, tables 2 and 4: 387 Dutch pupils of 4 to 10 years.";

    private static readonly ScaleItems FiveItems = new(5, 2, 3);

    public static readonly Instrument Teacher = Make(
        "sdq_teacher", "Strengths and Difficulties Questionnaire, teacher", AssessmentRespondent.Teacher, 4,
        [
            Difficulty("emotional", "Emotional problems", 3, 4, 5, Change(1.9, 0.73)),
            Difficulty("conduct", "Conduct problems", 2, 3, 4, Change(1.3, 0.64)),
            Difficulty("hyperactivity", "Hyperactivity", 5, 7, 8, Change(2.8, 0.86)),
            Difficulty("peer", "Peer problems", 2, 4, 5, Change(1.6, 0.60)),
            Prosocial(6, Change(2.3, 0.81)),
        ],
        Total(11, 15, 18, Change(5.2, 0.80)));

    public static readonly Instrument Parent = Make(
        "sdq_parent", "Strengths and Difficulties Questionnaire, parent", AssessmentRespondent.Parent, 4,
        [
            Difficulty("emotional", "Emotional problems", 3, 4, 6),
            Difficulty("conduct", "Conduct problems", 2, 3, 5),
            Difficulty("hyperactivity", "Hyperactivity", 5, 7, 8),
            Difficulty("peer", "Peer problems", 2, 3, 4),
            Prosocial(8),
        ],
        Total(13, 16, 19));

    public static readonly Instrument Self = Make(
        "sdq_self", "Strengths and Difficulties Questionnaire, self-report", AssessmentRespondent.Self, 11,
        [
            Difficulty("emotional", "Emotional problems", 4, 5, 6),
            Difficulty("conduct", "Conduct problems", 3, 4, 5),
            Difficulty("hyperactivity", "Hyperactivity", 5, 6, 7),
            Difficulty("peer", "Peer problems", 2, 3, 4),
            Prosocial(7),
        ],
        Total(14, 17, 19));

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

    private static InstrumentScale Difficulty(string code, string title, int close, int slightly, int high, ReliableChange? change = null) =>
        Raised(code, title, 10, close, slightly, high, change) with { InTotal = true, Items = FiveItems };

    private static InstrumentScale Total(int close, int slightly, int high, ReliableChange? change = null) =>
        Raised(Instrument.TotalCode, "Total difficulties", 40, close, slightly, high, change);

    /// <summary>Each number is the last score of its band.</summary>
    private static InstrumentScale Raised(string code, string title, int max, int close, int slightly, int high, ReliableChange? change) => new()
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
    private static InstrumentScale Prosocial(int close, ReliableChange? change = null) => new()
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
