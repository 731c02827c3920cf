using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class PlanCycleConfiguration : IEntityTypeConfiguration<PlanCycle>
{
    public void Configure(EntityTypeBuilder<PlanCycle> builder)
    {
        builder.ToTable("plan_cycles").HasKey(c => new { c.TrustId, c.PlanId, c.Number });
        builder.HasOne<Plan>().WithMany(p => p.Cycles).HasForeignKey(c => new { c.TrustId, c.PlanId });
    }
}

internal sealed class PlanReviewTriggerConfiguration : IEntityTypeConfiguration<PlanReviewTrigger>
{
    public void Configure(EntityTypeBuilder<PlanReviewTrigger> builder)
    {
        builder.ToTable("plan_review_triggers").HasKey(t => new { t.TrustId, t.Id });
        builder.HasOne<Plan>().WithMany(p => p.Triggers).HasForeignKey(t => new { t.TrustId, t.PlanId });
    }
}

internal sealed class PlanReviewConfiguration : IEntityTypeConfiguration<PlanReview>
{
    // Plan, version and reviewer are there before; their foreign keys stand in the database only.
    public void Configure(EntityTypeBuilder<PlanReview> builder)
    {
        builder.ToTable("plan_reviews");
        builder.HasOne<School>().WithMany().HasForeignKey(r => new { r.TrustId, r.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(r => new { r.TrustId, r.PupilId });
        builder.HasMany(r => r.Outcomes).WithOne().HasForeignKey(o => new { o.TrustId, o.ReviewId });
    }
}

internal sealed class PlanReviewOutcomeConfiguration : IEntityTypeConfiguration<PlanReviewOutcome>
{
    public void Configure(EntityTypeBuilder<PlanReviewOutcome> builder) =>
        builder.ToTable("plan_review_outcomes").HasKey(o => new { o.TrustId, o.ReviewId, o.TargetId });
}

internal sealed class PlanEntryConfiguration : IEntityTypeConfiguration<PlanEntry>
{
    public void Configure(EntityTypeBuilder<PlanEntry> builder)
    {
        builder.ToTable("plan_entries");
        builder.HasOne<School>().WithMany().HasForeignKey(e => new { e.TrustId, e.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(e => new { e.TrustId, e.PupilId });
    }
}

internal sealed class PlanDrillConfiguration : IEntityTypeConfiguration<PlanDrill>
{
    public void Configure(EntityTypeBuilder<PlanDrill> builder)
    {
        builder.ToTable("plan_drills");
        builder.HasOne<School>().WithMany().HasForeignKey(d => new { d.TrustId, d.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(d => new { d.TrustId, d.PupilId });
    }
}
