using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Reports;

/// <summary>Measures that compare: of one norm version, answered by one kind of person.</summary>
public sealed record MeasureSeries(string Instrument, string NormVersion, AssessmentRespondent Respondent);

/// <summary>Of which pupils a report tells. A pupil may be of several.</summary>
public enum ImpactGroup
{
    /// <summary>With a special educational need: SEN support or an education, health and care plan, by today's roll.</summary>
    Sen,

    /// <summary>Looked after by a local authority on the day on which the programme ended.</summary>
    LookedAfter,

    /// <summary>With pupil premium on the day on which the programme ended.</summary>
    PupilPremium,
}

/// <summary>Of which groups a pupil is.</summary>
public readonly record struct PupilGroups(bool Sen, bool LookedAfter, bool PupilPremium)
{
    public bool Has(ImpactGroup group) => group switch
    {
        ImpactGroup.Sen => Sen,
        ImpactGroup.LookedAfter => LookedAfter,
        ImpactGroup.PupilPremium => PupilPremium,
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };
}

/// <summary>Places that ended alike; a place is one pupil in one programme.</summary>
/// <param name="Term">In which their programmes ended.</param>
/// <param name="IsBrokenOff">Whether their programmes were withdrawn after they had started.</param>
/// <param name="Series">Of what series they have a measure before and after; null for none.</param>
/// <param name="Pupils">Whose they are, one for each place: a pupil in two programmes is there twice.</param>
public sealed record EndedPlaces(SchoolTerm Term, PupilGroups Groups, bool IsBrokenOff, MeasureSeries? Series, IReadOnlyList<PupilId> Pupils);

/// <summary>Places with the same score before and the same after.</summary>
/// <param name="Scale">The code of a scale, or that of the total.</param>
/// <param name="Pupils">As those of <see cref="EndedPlaces"/>.</param>
public sealed record MeasuredScores(SchoolTerm Term, PupilGroups Groups, MeasureSeries Series, string Scale, decimal Before, decimal After, IReadOnlyList<PupilId> Pupils);

/// <summary>What is known of the ended programmes of one kind at one school.</summary>
public sealed record ImpactSource(IReadOnlyList<EndedPlaces> Places, IReadOnlyList<MeasuredScores> Scores)
{
    public ImpactSource In(AcademicYear year) => Where(t => t.Year == year, _ => true);

    public ImpactSource In(SchoolTerm term) => Where(t => t == term, _ => true);

    /// <summary>Of the pupils of a group, or of the others.</summary>
    public ImpactSource Of(ImpactGroup group, bool within) => Where(_ => true, g => g.Has(group) == within);

    private ImpactSource Where(Func<SchoolTerm, bool> term, Func<PupilGroups, bool> groups) =>
        new([.. Places.Where(p => term(p.Term) && groups(p.Groups))], [.. Scores.Where(s => term(s.Term) && groups(s.Groups))]);
}

/// <summary>One line of the impact of a kind of support: of a term, or of a whole academic year where a term would tell of few.</summary>
/// <param name="Term">Null for the whole year.</param>
/// <param name="Groups">The same of the pupils of a group; without those of which it, or what is left without it, would tell of few.</param>
public sealed record ImpactRow(AcademicYear Year, TermName? Term, ImpactFigures All, IReadOnlyDictionary<ImpactGroup, ImpactFigures> Groups)
{
    public DateOnly FirstDay => Term is { } term ? new SchoolTerm(Year, term).FirstDay : Year.FirstDay;

    public DateOnly LastDay => Term is { } term ? new SchoolTerm(Year, term).LastDay : Year.LastDay;
}

/// <summary>What became of places, as it is published.</summary>
/// <param name="Places">All of them. Where it is small, nothing is said of its parts.</param>
/// <param name="NotMeasured">Those without a measure before and after that compare.</param>
/// <param name="BrokenOff">Those whose programme was withdrawn.</param>
public sealed record ImpactFigures(CountSpan Places, CountSpan? NotMeasured, CountSpan? BrokenOff, IReadOnlyList<ImpactMeasure> Measures);

/// <summary>What became of the places that a series measures.</summary>
/// <param name="Scales">None where too few are measured.</param>
public sealed record ImpactMeasure(MeasureSeries Series, CountSpan Places, IReadOnlyList<ImpactScale> Scales);

/// <summary>What a scale, or the total, says.</summary>
/// <param name="Outcomes">How many changed how, in the order of the outcomes; together those who are measured. None where they are withheld.</param>
/// <param name="MeanChange">From entry to exit, in points, one decimal place; null where it is withheld.</param>
public sealed record ImpactScale(InstrumentScale Scale, IReadOnlyList<(ChangeOutcome Outcome, CountSpan Places)> Outcomes, decimal? MeanChange);
