namespace PupilSupport.Domain.Assessments;

/// <summary>
/// Boxall, Thrive and Leuven: strands with letters, names and ranges alone. Their norms and wordings belong to their
/// publishers, so there are no bands; nobody has published how much their scores vary by themselves, so there are no thresholds.
/// </summary>
internal static class DevelopmentalInstruments
{
    /// <summary>Each section has 34 items of 0 to 4, so no strand of it reaches more; which items make up a strand is the publisher's to say.</summary>
    private const int BoxallBound = 34 * 4;

    public static readonly Instrument Leuven = new()
    {
        Code = "leuven",
        NormVersion = "five_point",
        Title = "Leuven scales of well-being and involvement",
        Family = InstrumentFamily.Leuven,
        Respondents = [AssessmentRespondent.Practitioner, AssessmentRespondent.Teacher],
        Scales = [Better("well_being", "Well-being", 1, 5), Better("involvement", "Involvement", 1, 5)],
        Source = "Leuven scales of well-being and involvement, F. Laevers, KU Leuven: five levels each.",
    };

    public static Instrument Boxall(string normVersion, string title, int ageFrom, int ageTo) => new()
    {
        Code = "boxall",
        NormVersion = normVersion,
        Title = title,
        Family = InstrumentFamily.Boxall,
        Respondents = [AssessmentRespondent.Teacher, AssessmentRespondent.Practitioner],
        Scales =
        [
            .. "abcdefghij".Select(letter => Strand($"developmental_{letter}", $"Developmental strand {char.ToUpperInvariant(letter)}")),
            .. "qrstuvwxyz".Select(letter => Strand($"diagnostic_{letter}", $"Diagnostic profile {char.ToUpperInvariant(letter)}") with
            {
                Direction = ScoreDirection.LowerIsBetter,
            }),
        ],
        AgeFrom = ageFrom,
        AgeTo = ageTo,
        Source = "Boxall Profile, nurtureuk: developmental strands and diagnostic profile of 34 items each, every item 0 to 4. BP2017 was standardised on pupils of 4 to 11 years, "
            + "the profile for young people on those of 11 to 19. The letters A to J and Q to Z are those of the booklet. The two norm versions are never compared.",
    };

    public static Instrument Thrive(string code, InstrumentFamily family, string title) => new()
    {
        Code = code,
        NormVersion = "percent",
        Title = title,
        Family = family,
        Respondents = [AssessmentRespondent.Practitioner, AssessmentRespondent.Teacher, AssessmentRespondent.Parent],
        Scales =
        [
            .. new[]
            {
                ("being", "Being"), ("doing", "Doing"), ("thinking", "Thinking"), ("power_identity", "Power and identity"),
                ("skills_structure", "Skills and structure"), ("interdependence", "Interdependence"),
            }.Select(strand => Better(strand.Item1, strand.Item2, 0, 100) with { Required = false }),
        ],
        IsSequential = true,
        Source = "The Thrive Approach: six strands that follow one another, each in per cent. A profile goes as far as the strand reached.",
    };

    private static InstrumentScale Strand(string code, string title) => Better(code, title, 0, BoxallBound) with { MaxIsBound = true };

    private static InstrumentScale Better(string code, string title, int min, int max) =>
        new() { Code = code, Title = title, Min = min, Max = max, Direction = ScoreDirection.HigherIsBetter };
}
