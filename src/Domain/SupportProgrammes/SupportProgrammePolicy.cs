using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.SupportProgrammes;

/// <summary>How long pupils wait for support, how much of it there is and what it costs. The policy of the day of the event holds.</summary>
public sealed record SupportProgrammePolicy : IPolicy<SupportProgrammePolicy>
{
    private const int MaxPence = 100_000;

    public static PolicyHead Head { get; } = new(
        "support-programmes", "Waiting, length, capacity, supervision and cost of support programmes",
        "The school's choice; the numbers of ELSA follow the ELSA Network's practice of 6 to 12 sessions and half-termly supervision. Costs are the school's own averages by role, never a person's pay.");

    /// <summary>Within how many school days urgent support starts. Source: the school's choice.</summary>
    [Range(0, 190)]
    public int UrgentSchoolDays { get; init; } = 5;

    /// <summary>Within how many school days support that is needed soon starts. Source: the school's choice.</summary>
    [Range(0, 190)]
    public int SoonSchoolDays { get; init; } = 15;

    /// <summary>Within how many school days other support starts. Source: the school's choice.</summary>
    [Range(0, 190)]
    public int RoutineSchoolDays { get; init; } = 30;

    /// <summary>The fewest sessions of an ELSA programme. Source: the ELSA Network's practice.</summary>
    [Range(1, SupportProgramme.MaxSessions)]
    public int ElsaMinSessions { get; init; } = 6;

    /// <summary>The most sessions of an ELSA programme without an approved extension. Source: the ELSA Network's practice.</summary>
    [Range(1, SupportProgramme.MaxSessions)]
    public int ElsaMaxSessions { get; init; } = 12;

    /// <summary>Within how many school days an ELSA has had supervision: half a term. Source: the ELSA Network's practice.</summary>
    [Range(5, 190)]
    public int SupervisionSchoolDays { get; init; } = 35;

    /// <summary>How many hours of support a week a practitioner can give. Source: the school's choice.</summary>
    [Range(1, 40)]
    public int CapacityHours { get; init; } = 20;

    /// <summary>What an hour of a support worker costs the school on average, in pence. Source: the school's choice.</summary>
    [Range(0, MaxPence)]
    public int SupportWorkerPencePerHour { get; init; } = 1_800;

    /// <summary>What an hour of a Thrive lead costs the school on average, in pence. Source: the school's choice.</summary>
    [Range(0, MaxPence)]
    public int ThriveLeadPencePerHour { get; init; } = 2_200;

    /// <summary>What an hour of a pastoral lead costs the school on average, in pence. Source: the school's choice.</summary>
    [Range(0, MaxPence)]
    public int PastoralLeadPencePerHour { get; init; } = 2_400;

    /// <summary>What an hour of a SENCo costs the school on average, in pence. Source: the school's choice.</summary>
    [Range(0, MaxPence)]
    public int SencoPencePerHour { get; init; } = 3_600;

    /// <summary>What an hour of anybody else costs the school on average, in pence. Source: the school's choice.</summary>
    [Range(0, MaxPence)]
    public int OtherPencePerHour { get; init; } = 3_000;

    /// <summary>How many school days support of that priority may wait.</summary>
    public int WaitingDays(SupportProgrammePriority priority) => priority switch
    {
        SupportProgrammePriority.Urgent => UrgentSchoolDays,
        SupportProgrammePriority.Soon => SoonSchoolDays,
        _ => RoutineSchoolDays,
    };

    /// <summary>What an hour of somebody with that role at the school costs, in pence; without a role, what anybody else's costs.</summary>
    public int PencePerHour(Role? role) => role switch
    {
        Role.SupportWorker => SupportWorkerPencePerHour,
        Role.ThriveLead => ThriveLeadPencePerHour,
        Role.PastoralLead => PastoralLeadPencePerHour,
        Role.Senco => SencoPencePerHour,
        _ => OtherPencePerHour,
    };

    /// <summary>What an hour of somebody who holds these roles at the school costs, in pence: the dearest of them, so that nothing is told too cheap.</summary>
    public int PencePerHour(IReadOnlyCollection<Role> roles) => roles.Count == 0 ? OtherPencePerHour : roles.Max(r => PencePerHour((Role?)r));

    /// <summary>The most sessions of a programme; null when nothing bounds them.</summary>
    /// <param name="approved">What an extension allows.</param>
    public int? SessionLimit(SupportProgrammeKind kind, int? approved) =>
        kind == SupportProgrammeKind.Elsa ? Math.Max(ElsaMaxSessions, approved ?? 0) : null;

    public Error? Refusal() => ElsaMinSessions > ElsaMaxSessions ? PolicyErrors.Disagrees.At("/elsaMinSessions") : null;
}
