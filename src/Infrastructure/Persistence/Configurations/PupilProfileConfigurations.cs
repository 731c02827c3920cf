using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.PupilProfiles;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class PupilProfileConfiguration : IEntityTypeConfiguration<PupilProfile>
{
    public void Configure(EntityTypeBuilder<PupilProfile> builder)
    {
        builder.ToTable("pupil_profiles");
        builder.HasOne<School>().WithMany().HasForeignKey(p => new { p.TrustId, p.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(p => new { p.TrustId, p.PupilId });
        builder.HasMany(p => p.Editions).WithOne().HasForeignKey(e => new { e.TrustId, e.PupilProfileId });
        builder.Property(p => p.Strengths).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(p => p.Strategies).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(p => p.Triggers).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(p => p.WhatHelps).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
    }
}

internal sealed class PupilProfileEditionConfiguration : IEntityTypeConfiguration<PupilProfileEdition>
{
    public void Configure(EntityTypeBuilder<PupilProfileEdition> builder)
    {
        builder.ToTable("pupil_profile_editions").HasKey(e => new { e.TrustId, e.PupilProfileId, e.Edition });
        builder.Property(p => p.Strengths).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(p => p.Strategies).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(p => p.Triggers).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(p => p.WhatHelps).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
    }
}
