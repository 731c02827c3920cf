using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Schools;

public readonly record struct YearCalendarId(Guid Value) : ITypedId<YearCalendarId>
{
    public static YearCalendarId From(Guid value) => new(value);
}

/// <summary>Days on which the school is closed, both included.</summary>
/// <param name="Label">What it is: <c>Christmas holiday</c>, <c>INSET day</c>.</param>
public sealed record Closure(DateOnly FirstDay, DateOnly LastDay, string? Label);

/// <summary>What a school has said about one academic year. Its natural key is the school and the year.</summary>
public sealed class YearCalendar : AggregateRoot<YearCalendarId>, ISchoolOwned
{
    public const int LabelMax = 100;

    private readonly List<CalendarClosure> _closures = [];

    private YearCalendar(TrustId trustId, YearCalendarId id, DateTimeOffset now) : base(trustId, id, now) { }

    private YearCalendar() { }

    public SchoolId SchoolId { get; private set; }
    public AcademicYear AcademicYear { get; private set; }
    public DateOnly OpensOn { get; private set; }
    public DateOnly ClosesOn { get; private set; }
    public IReadOnlyCollection<CalendarClosure> Closures => _closures;

    public static Result<YearCalendar> Create(
        TrustId trustId, SchoolId school, AcademicYear year, DateOnly opensOn, DateOnly closesOn, IReadOnlyList<Closure> closures, DateTimeOffset now)
    {
        var calendar = new YearCalendar(trustId, new YearCalendarId(Guid.CreateVersion7(now)), now) { SchoolId = school, AcademicYear = year };
        var said = calendar.Say(opensOn, closesOn, closures);
        return said.IsSuccess ? calendar : said.Error;
    }

    /// <summary>Replaces the year's days. The same days again change nothing.</summary>
    public Result Say(DateOnly opensOn, DateOnly closesOn, IReadOnlyList<Closure> closures)
    {
        var year = SchoolYear.Create(opensOn, closesOn, closures.Select(c => new DateSpan(c.FirstDay, c.LastDay)));
        if (!year.IsSuccess)
            return year.Error;
        if (year.Value.Year != AcademicYear)
            return CalendarErrors.OutsideOneYear.At("/opensOn");
        var ordered = closures.OrderBy(c => c.FirstDay).ToList();
        if (ordered.Zip(ordered.Skip(1)).Any(pair => pair.Second.FirstDay <= pair.First.LastDay))
            return CalendarErrors.ClosuresOverlap.At("/closures");
        (OpensOn, ClosesOn) = (opensOn, closesOn);
        Keep(ordered);
        return Result.Success;
    }

    public SchoolYear ToSchoolYear() =>
        SchoolYear.Create(OpensOn, ClosesOn, _closures.Select(c => new DateSpan(c.FirstDay, c.LastDay))).Value;

    private void Keep(List<Closure> wanted)
    {
        _closures.RemoveAll(c => wanted.All(w => w.FirstDay != c.FirstDay));
        foreach (var closure in wanted)
        {
            var known = _closures.SingleOrDefault(c => c.FirstDay == closure.FirstDay);
            if (known is null)
                _closures.Add(new CalendarClosure(TrustId, Id, closure));
            else
                known.Revise(closure);
        }
    }
}

/// <summary>One closure of a calendar, named by its first day.</summary>
public sealed class CalendarClosure : IPartOf<YearCalendar>
{
    internal CalendarClosure(TrustId trustId, YearCalendarId calendarId, Closure closure)
    {
        (TrustId, CalendarId, FirstDay) = (trustId, calendarId, closure.FirstDay);
        Revise(closure);
    }

    private CalendarClosure() { }

    Guid IPart.RootId => CalendarId.Value;

    public TrustId TrustId { get; private set; }
    public YearCalendarId CalendarId { get; private set; }
    public DateOnly FirstDay { get; private set; }
    public DateOnly LastDay { get; private set; }
    public string? Label { get; private set; }

    internal void Revise(Closure closure) => (LastDay, Label) = (closure.LastDay, closure.Label);
}
