using PupilSupport.Domain.Access;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Domain.Referrals;

/// <summary>What holds for a service that pupils are referred to.</summary>
/// <param name="Team">The roles at the school that receive it there, the one that is asked first first.</param>
/// <param name="IsInternal">Whether a school can offer it itself.</param>
/// <param name="IsExternal">Whether an agency can offer it.</param>
/// <param name="Programme">The kind of programme that begins when the school accepts; null for none.</param>
public sealed record ReferralServiceRule(IReadOnlyList<Role> Team, bool IsInternal, bool IsExternal, SupportProgrammeKind? Programme)
{
    /// <summary>Whether it is about keeping a child safe: only few may see it, and it needs no cycle of support and no consent.</summary>
    public bool IsSafeguarding { get; init; }

    public SensitivityLabel Label => IsSafeguarding ? SensitivityLabel.Safeguarding : SensitivityLabel.Pastoral;
}

/// <summary>The one table of services.</summary>
public static class ReferralServices
{
    private static readonly Role[] Pastoral = [Role.PastoralLead, Role.ThriveLead];

    public static IReadOnlySet<SupportService> Safeguarding { get; } = Enum.GetValues<SupportService>().Where(s => Of(s).IsSafeguarding).ToHashSet();

    /// <summary>Every role that receives some service.</summary>
    public static IReadOnlyList<Role> Teams { get; } = [.. Enum.GetValues<SupportService>().SelectMany(s => Of(s).Team).Distinct()];

    public static ReferralServiceRule Of(SupportService service) => service switch
    {
        SupportService.Thrive => new(Pastoral, true, true, SupportProgrammeKind.Thrive),
        SupportService.Elsa => new(Pastoral, true, true, SupportProgrammeKind.Elsa),
        SupportService.Nurture => new(Pastoral, true, true, SupportProgrammeKind.Nurture),
        SupportService.Bereavement => new(Pastoral, true, true, SupportProgrammeKind.Bereavement),
        SupportService.Other => new(Pastoral, true, true, SupportProgrammeKind.Other),
        SupportService.Senco => new([Role.Senco], true, false, SupportProgrammeKind.Other),

        // Its team keeps no programmes.
        SupportService.AttendanceTeam => new([Role.AttendanceLead], true, false, null),

        // A programme would tell those of it who may not see the referral.
        SupportService.Dsl => new([Role.Dsl], true, false, null) { IsSafeguarding = true },
        SupportService.SchoolNurse => new([Role.MedicalLead], true, true, null),
        SupportService.ChildrensSocialCareMash or SupportService.DomesticAbuse => new([Role.Dsl], false, true, null) { IsSafeguarding = true },
        _ => new(Pastoral, false, true, null),
    };

    /// <summary>The services that some of these roles receive.</summary>
    public static IEnumerable<SupportService> ReceivedBy(Role role) => Enum.GetValues<SupportService>().Where(s => Of(s).Team.Contains(role));
}
