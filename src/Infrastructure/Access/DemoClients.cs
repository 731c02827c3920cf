using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Access;

namespace PupilSupport.Infrastructure.Access;

/// <summary>A client of the demo trusts, whose secret is <see cref="DemoClients.Secret"/>.</summary>
/// <param name="Role">The only role that it acts in.</param>
/// <param name="IsTrustWide">Whether the role holds in the whole trust; else at the trust's demo school.</param>
public sealed record DemoClient(string ClientId, Role Role, bool IsTrustWide = false)
{
    /// <summary>Whether it acts as a member of staff.</summary>
    public bool IsPerson => Role != Role.MisClient;

    public IReadOnlySet<string> Scopes => RolePermissions.Of(Role);
}

/// <summary>The clients that the demo trusts come with. In Production there are none.</summary>
public static class DemoClients
{
    public const string Prefix = "demo-";
    public const string Secret = "demo";

    /// <summary>Clients of the first demo trust.</summary>
    public static readonly IReadOnlyList<DemoClient> OfFirstTrust =
    [
        new("demo-mis", Role.MisClient, IsTrustWide: true),
        new("demo-support", Role.SupportWorker),
        new("demo-thrive-lead", Role.ThriveLead),
        new("demo-phase-lead", Role.PhaseLead),
        new("demo-teacher", Role.Teacher),
        new("demo-pastoral", Role.PastoralLead),
        new("demo-dsl", Role.Dsl),
        new("demo-senco", Role.Senco),
        new("demo-head", Role.Headteacher),
        new("demo-attendance", Role.AttendanceLead),
        new("demo-office", Role.Office),
        new("demo-medical-lead", Role.MedicalLead),
        new("demo-admin", Role.TrustAdministrator, IsTrustWide: true),
        new("demo-auditor", Role.Auditor, IsTrustWide: true),
        new("demo-trust-dsl", Role.TrustSafeguardingLead, IsTrustWide: true),
    ];

    public static readonly IReadOnlyList<DemoClient> OfSecondTrust =
    [
        new("demo-other-dsl", Role.Dsl),
        new("demo-other-mis", Role.MisClient, IsTrustWide: true),
    ];
}
