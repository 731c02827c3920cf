namespace PupilSupport.Domain.Assessments;

/// <summary>
/// The instruments that come with the service, each in every norm version that it knows. A version is never changed once
/// assessments rest on it: new norms are another version.
/// </summary>
public static class BuiltInInstruments
{
    public static readonly IReadOnlyList<Instrument> All =
    [
        SdqInstruments.Teacher, SdqInstruments.Parent, SdqInstruments.Self,
        DevelopmentalInstruments.Boxall("bp2017", "Boxall Profile, primary norms of 2017", 4, 11),
        DevelopmentalInstruments.Boxall("bpyp", "Boxall Profile for Young People", 11, 19),
        DevelopmentalInstruments.Thrive("thrive_class", InstrumentFamily.ThriveClass, "Thrive profile of a class"),
        DevelopmentalInstruments.Thrive("thrive_individual", InstrumentFamily.ThriveIndividual, "Thrive profile of a pupil"),
        DevelopmentalInstruments.Thrive("thrive_home", InstrumentFamily.ThriveHome, "Thrive profile made with the home"),
        DevelopmentalInstruments.Leuven,
    ];

    public static Instrument? Find(string code, string normVersion) => All.FirstOrDefault(i => i.Code == code && i.NormVersion == normVersion);

    /// <summary>Whether the code is taken, in whatever version.</summary>
    public static bool Knows(string code) => All.Any(i => i.Code == code);
}
