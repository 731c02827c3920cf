using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    // The plan that another supersedes is a foreign key in the database only: it stands already.
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("plans");
        builder.Property(p => p.Content).HasColumnType("jsonb").HasConversion(
            v => PlanJson.Of(v),
            v => PlanJson.Content(v),
            new ValueComparer<PlanContent>(
                (a, b) => ReferenceEquals(a, b) || (a != null && b != null && PlanJson.Of(a) == PlanJson.Of(b)),
                v => PlanJson.Of(v).GetHashCode(StringComparison.Ordinal),
                v => v));
        builder.HasOne<School>().WithMany().HasForeignKey(p => new { p.TrustId, p.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(p => new { p.TrustId, p.PupilId });
        builder.HasMany(p => p.Versions).WithOne().HasForeignKey(v => new { v.TrustId, v.PlanId });
        builder.HasMany(p => p.Approvals).WithOne().HasForeignKey(a => new { a.TrustId, a.PlanId });
        builder.HasMany(p => p.Suspensions).WithOne().HasForeignKey(s => new { s.TrustId, s.PlanId });
        builder.HasMany(p => p.Signatures).WithOne().HasForeignKey(s => new { s.TrustId, s.PlanId });
    }
}

internal sealed class PlanVersionConfiguration : IEntityTypeConfiguration<PlanVersion>
{
    public void Configure(EntityTypeBuilder<PlanVersion> builder)
    {
        builder.ToTable("plan_versions").HasKey(v => new { v.TrustId, v.PlanId, v.Number });
        foreach (var read in new[] { builder.Property(v => v.Running).HasColumnType("jsonb").Metadata, builder.Property(v => v.StartsOn).Metadata })
        {
            read.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
            read.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        }

        builder.Property(v => v.AuthorIds).HasConversion(
            v => v.Select(s => s.Value).ToArray(), v => v.Select(s => new StaffId(s)).ToArray(), Lists.Comparer<StaffId>());
    }
}

internal sealed class PlanApprovalConfiguration : IEntityTypeConfiguration<PlanApproval>
{
    public void Configure(EntityTypeBuilder<PlanApproval> builder)
    {
        builder.ToTable("plan_approvals").HasKey(a => new { a.TrustId, a.Id });
        builder.HasOne<PlanVersion>().WithMany().HasForeignKey(a => new { a.TrustId, a.PlanId, a.VersionNumber });
    }
}

internal sealed class PlanSuspensionConfiguration : IEntityTypeConfiguration<PlanSuspension>
{
    public void Configure(EntityTypeBuilder<PlanSuspension> builder) => builder.ToTable("plan_suspensions").HasKey(s => new { s.TrustId, s.Id });
}

internal sealed class PlanSignatureConfiguration : IEntityTypeConfiguration<PlanSignature>
{
    public void Configure(EntityTypeBuilder<PlanSignature> builder)
    {
        builder.ToTable("plan_signatures").HasKey(s => new { s.TrustId, s.Id });
        builder.HasOne<PlanVersion>().WithMany().HasForeignKey(s => new { s.TrustId, s.PlanId, s.VersionNumber });
    }
}
