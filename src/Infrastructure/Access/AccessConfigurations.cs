using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Access;

internal sealed class ApiClientConfiguration : IEntityTypeConfiguration<ApiClient>
{
    public void Configure(EntityTypeBuilder<ApiClient> builder)
    {
        builder.ToTable("api_clients");
        builder.HasIndex(c => c.ClientId).IsUnique().HasDatabaseName("api_clients_client_id");
        builder.PrimitiveCollection(c => c.Scopes);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(c => new { c.TrustId, c.StaffId });
        builder.HasMany(c => c.Secrets).WithOne().HasForeignKey(s => new { s.TrustId, s.ApiClientId });
        builder.HasMany(c => c.Keys).WithOne().HasForeignKey(k => new { k.TrustId, k.ApiClientId });
    }
}

internal sealed class ClientSecretConfiguration : IEntityTypeConfiguration<ClientSecret>
{
    public void Configure(EntityTypeBuilder<ClientSecret> builder) =>
        builder.ToTable("client_secrets").HasKey(s => new { s.TrustId, s.Id });
}

internal sealed class ClientKeyConfiguration : IEntityTypeConfiguration<ClientKey>
{
    public void Configure(EntityTypeBuilder<ClientKey> builder) =>
        builder.ToTable("client_keys").HasKey(k => new { k.TrustId, k.Id });
}

internal sealed class IdentityIssuerConfiguration : IEntityTypeConfiguration<IdentityIssuer>
{
    public const string UniqueUrl = "identity_issuers_url";

    public void Configure(EntityTypeBuilder<IdentityIssuer> builder)
    {
        builder.ToTable("identity_issuers");
        builder.HasIndex(i => i.IssuerUrl).IsUnique().HasDatabaseName(UniqueUrl);
    }
}

internal sealed class StaffIdentityConfiguration : IEntityTypeConfiguration<StaffIdentity>
{
    public const string UniqueSubject = "staff_identities_subject";

    public void Configure(EntityTypeBuilder<StaffIdentity> builder)
    {
        builder.ToTable("staff_identities");
        builder.HasIndex(i => new { i.TrustId, i.IssuerId, i.Subject }).IsUnique().HasDatabaseName(UniqueSubject);
        builder.HasOne<IdentityIssuer>().WithMany().HasForeignKey(i => new { i.TrustId, i.IssuerId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(i => new { i.TrustId, i.StaffId });
    }
}

internal sealed class RoleGrantConfiguration : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("role_grants");
        builder.Ignore(g => g.YearGroups);
        builder.HasOne<ApiClient>().WithMany().HasForeignKey(g => new { g.TrustId, g.ApiClientId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(g => new { g.TrustId, g.StaffId });
        builder.HasOne<School>().WithMany().HasForeignKey(g => new { g.TrustId, g.SchoolId });
    }
}
