using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Access;

namespace PupilSupport.Application.Tests.Common;

/// <summary>What no change of the role table may bring about.</summary>
public sealed class RolePermissionsTests
{
    private static readonly string[] AboutPupils =
        ["pupils.", "pupil-needs.", "contacts.", "confidential-addresses.", "support-sessions.", "chronology."];

    [Theory]
    [InlineData(Role.TrustAdministrator)]
    [InlineData(Role.Auditor)]
    public void Who_runs_the_service_sees_no_pupil(Role role) =>
        Assert.DoesNotContain(RolePermissions.Of(role), p => AboutPupils.Any(a => p.StartsWith(a, StringComparison.Ordinal)));

    [Fact]
    public void Only_the_auditor_reads_the_audit() =>
        Assert.Equal([Role.Auditor], Enum.GetValues<Role>().Where(r => RolePermissions.Of(r).Contains(Permissions.AuditRead)));

    [Fact]
    public void A_school_s_information_system_reads_no_session() =>
        Assert.DoesNotContain(RolePermissions.Of(Role.MisClient), p => p.StartsWith("support-sessions.", StringComparison.Ordinal) || p.StartsWith("chronology.", StringComparison.Ordinal));

    [Fact]
    public void Whoever_may_write_all_sessions_may_read_them() =>
        Assert.All(Enum.GetValues<Role>().Where(r => RolePermissions.Of(r).Contains(Permissions.SupportSessionsWriteAll)),
            r => Assert.Contains(Permissions.SupportSessionsReadAll, RolePermissions.Of(r)));
}
