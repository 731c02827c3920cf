using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Pupils;

/// <summary>What may be said and revised of a pupil's identity.</summary>
/// <param name="DateOfBirth">Null when the roster lacks it; listed as a finding.</param>
/// <param name="OutOfYear">The year group this academic year when it is not the one by age, or when the age is unknown.</param>
public sealed record PupilDetails(
    string GivenName,
    string FamilyName,
    string? MiddleNames = null,
    string? PreferredGivenName = null,
    string? PreferredFamilyName = null,
    DateOnly? DateOfBirth = null,
    Upn? Upn = null,
    YearGroup? OutOfYear = null);

/// <summary>A child or young person on a roll of the trust.</summary>
public sealed class Pupil : AggregateRoot<PupilId>, ISchoolOwned
{
    public const int NameMax = 100;
    public const int MaxNeeds = 4;
    public static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    private readonly List<Enrolment> _enrolments = [];

    private Pupil(TrustId trustId, PupilId id, DateTimeOffset now) : base(trustId, id, now) { }

    private Pupil() { }

    /// <summary>The school of the latest main enrolment, or of the latest at all.</summary>
    public SchoolId SchoolId { get; private set; }
    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public string? MiddleNames { get; private set; }
    public string? PreferredGivenName { get; private set; }
    public string? PreferredFamilyName { get; private set; }
    public DateOnly? DateOfBirth { get; private set; }
    public Upn? Upn { get; private set; }

    /// <summary>
    /// The year in which the academic year of Reception starts, when it does not follow from the age: the override of
    /// the year group, told in a way that moves up each September by itself.
    /// </summary>
    public int? ReceptionYear { get; private set; }
    public SenProvision? SenProvision { get; private set; }

    /// <summary>The types of need, the primary one first.</summary>
    public IReadOnlyList<SenType> SenNeeds { get; private set; } = [];

    /// <summary>Folded names for ordering.</summary>
    public string SortName { get; private set; } = "";

    /// <summary>The folded words of all names, parted by blanks; the database keeps its search index from it.</summary>
    public string SearchText { get; private set; } = "";

    public IReadOnlyCollection<Enrolment> Enrolments => _enrolments;

    /// <summary>For queries: the words of <see cref="SearchText"/>, kept by the database.</summary>
    public IReadOnlyCollection<PupilNameToken> NameTokens { get; private set; } = new List<PupilNameToken>();

    /// <summary>For queries: times in classes, which the class keeps.</summary>
    public IReadOnlyCollection<ClassMember> Classes { get; private set; } = new List<ClassMember>();

    /// <summary>Registers a pupil with a first enrolment.</summary>
    public static Result<Pupil> Register(
        TrustId trustId, PupilDetails details, SchoolId school, EnrolmentKind kind, DateOnly admittedOn, DateOnly? leavesOn, DateTimeOffset now)
    {
        var pupil = new Pupil(trustId, new PupilId(Guid.CreateVersion7(now)), now);
        if (pupil.Revise(details, LondonTime.DateOf(now)).Error is { } refused)
            return refused;
        if (pupil.Enrol(school, kind, admittedOn, leavesOn, now).Error is { } notEnrolled)
            return notEnrolled;
        return pupil;
    }

    /// <summary>Replaces the identity. The same details again change nothing.</summary>
    public Result Revise(PupilDetails details, DateOnly today)
    {
        if (details.DateOfBirth > today)
            return PupilErrors.BornInFuture.At("/dateOfBirth");
        (GivenName, FamilyName, MiddleNames) = (details.GivenName, details.FamilyName, details.MiddleNames);
        (PreferredGivenName, PreferredFamilyName) = (details.PreferredGivenName, details.PreferredFamilyName);
        (DateOfBirth, Upn) = (details.DateOfBirth, details.Upn);
        SortName = FoldedName.ForSorting(FamilyName, GivenName);
        SearchText = FoldedName.ForSearch(GivenName, MiddleNames, FamilyName, PreferredGivenName, PreferredFamilyName);
        ReceptionYear = details.OutOfYear is { } group ? AcademicYear.Containing(today).Start - (int)group : null;
        return Result.Success;
    }

    /// <summary>Records the SEN provision and the ranked types of need, the primary one first.</summary>
    public Result RecordNeeds(SenProvision? provision, IReadOnlyList<SenType> needs)
    {
        if (needs.Count > 0 && provision is null or Pupils.SenProvision.None)
            return PupilErrors.NeedsWithoutProvision.At("/senNeeds");
        if (needs.Distinct().Count() != needs.Count)
            return PupilErrors.NeedTwice.At("/senNeeds");
        SenProvision = provision;
        if (!SenNeeds.SequenceEqual(needs))
            SenNeeds = [.. needs];
        return Result.Success;
    }

    /// <summary>The override if there is one, else by age; null when neither is known.</summary>
    public YearGroup? YearGroupIn(AcademicYear year) => YearGroups.In(year, ReceptionYear, DateOfBirth);

    public Result<Enrolment> Enrol(SchoolId school, EnrolmentKind kind, DateOnly admittedOn, DateOnly? leavesOn, DateTimeOffset now)
    {
        if (leavesOn < admittedOn)
            return PupilErrors.LeavesBeforeAdmission.At("/leftOn");
        if (_enrolments.Any(e => (e.SchoolId == school || (e.Kind, kind) == (EnrolmentKind.Main, EnrolmentKind.Main)) && e.Overlaps(admittedOn, leavesOn)))
            return PupilErrors.EnrolmentOverlaps;
        var enrolment = new Enrolment(TrustId, Id, school, kind, admittedOn, leavesOn, now);
        _enrolments.Add(enrolment);
        SchoolId = _enrolments.OrderByDescending(e => e.Kind == EnrolmentKind.Main).ThenByDescending(e => e.AdmittedOn).First().SchoolId;
        return enrolment;
    }

    /// <summary>
    /// Sees to it that the pupil is on the school's roll: nothing if that is so already, else a main enrolment from that
    /// day, which ends an open one elsewhere.
    /// </summary>
    public Result Place(SchoolId school, DateOnly from, DateOnly today, DateTimeOffset now)
    {
        if (_enrolments.Any(e => e.SchoolId == school && e.StatusOn(today) != EnrolmentStatus.Ended))
            return Result.Success;
        foreach (var open in _enrolments.Where(e => e.Kind == EnrolmentKind.Main && (e.LeftOn is null || e.LeftOn > from)))
            if (open.End(from, null).Error is { } refused)
                return refused;
        return Enrol(school, EnrolmentKind.Main, from, null, now) is { Error: { } notEnrolled } ? notEnrolled : Result.Success;
    }

    public Result EndEnrolment(EnrolmentId id, DateOnly leftOn, string? reason)
    {
        if (_enrolments.SingleOrDefault(e => e.Id == id) is not { } enrolment)
            return PupilErrors.UnknownEnrolment;
        return enrolment.End(leftOn, reason);
    }
}

/// <summary>One folded word of a pupil's names. Written by the database alone.</summary>
public sealed class PupilNameToken : ITenantOwned
{
    private PupilNameToken() { }

    public TrustId TrustId { get; private set; }
    public string Token { get; private set; } = "";
    public PupilId PupilId { get; private set; }
}
