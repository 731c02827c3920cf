using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class ObservationConfiguration : IEntityTypeConfiguration<Observation>
{
    public void Configure(EntityTypeBuilder<Observation> builder)
    {
        builder.ToTable("observations");
        builder.HasOne<School>().WithMany().HasForeignKey(o => new { o.TrustId, o.SchoolId });
        builder.HasMany(o => o.Pupils).WithOne().HasForeignKey(p => new { p.TrustId, p.ObservationId });
        builder.HasMany(o => o.Links).WithOne().HasForeignKey(l => new { l.TrustId, l.ObservationId });

        // Author and session are there before; their foreign keys stand in the database only.
    }
}

internal sealed class ObservationPupilConfiguration : IEntityTypeConfiguration<ObservationPupil>
{
    public void Configure(EntityTypeBuilder<ObservationPupil> builder)
    {
        builder.ToTable("observation_pupils").HasKey(p => new { p.TrustId, p.ObservationId, p.PupilId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(p => new { p.TrustId, p.PupilId });
    }
}

internal sealed class ObservationLinkConfiguration : IEntityTypeConfiguration<ObservationLink>
{
    // What is linked is there before; its foreign keys stand in the database only.
    public void Configure(EntityTypeBuilder<ObservationLink> builder) =>
        builder.ToTable("observation_links").HasKey(l => new { l.TrustId, l.ObservationId, l.Position });
}
