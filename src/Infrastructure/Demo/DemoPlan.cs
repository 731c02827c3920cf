using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>A fictional school: its name, numbers that no real school has, and how many pupils in which years.</summary>
/// <param name="Key">Its id in the exchange, and the beginning of all ids that belong to it.</param>
/// <param name="Classes">Classes in each year group.</param>
/// <param name="ClassSize">Pupils in each class.</param>
internal sealed record DemoSchool(string Key, string Name, SchoolPhase Phase, string Urn, string LaEstab, int FirstYear, int LastYear, int Classes, int ClassSize)
{
    public SchoolDetails Details => new(Name, SchoolKind.School, Urn, LaEstab, Phase);
}

/// <summary>A fictional trust. Person-like demo clients act at its first school.</summary>
internal sealed record DemoTrustPlan(TrustId Id, string Name, IReadOnlyList<DemoSchool> Schools, IReadOnlyList<string> Clients, YearGroupSpan PhaseYears)
{
    public static readonly DemoTrustPlan First = new(
        Trust(1), "Harbour Light Learning Trust",
        [
            new("saltmarsh", "Saltmarsh Primary School", SchoolPhase.Primary, "990101", "8209901", 0, 6, 2, 27),
            new("lanternhill", "Lantern Hill Academy", SchoolPhase.Secondary, "990102", "8209902", 7, 11, 3, 28),
            new("millpond", "Millpond Special School", SchoolPhase.Special, "990103", "8209903", 2, 11, 1, 10),
        ],
        [
            "demo-support", "demo-thrive-lead", "demo-phase-lead", "demo-teacher", "demo-pastoral", "demo-dsl", "demo-senco", "demo-head",
            "demo-attendance", "demo-office", "demo-medical-lead", "demo-admin", "demo-auditor", "demo-trust-dsl",
        ],
        new YearGroupSpan(0, 2));

    public static readonly DemoTrustPlan Second = new(
        Trust(2), "Northgate Fields Trust",
        [new("wheatley", "Wheatley Green Primary School", SchoolPhase.Primary, "990201", "8219901", 0, 6, 1, 8)],
        ["demo-other-dsl"],
        new YearGroupSpan(0, 2));

    private static TrustId Trust(int number) => new(new Guid($"01970000-0000-7000-8000-00000000000{number}"));
}
