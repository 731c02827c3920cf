using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Signpostings;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class SignpostingConfiguration : IEntityTypeConfiguration<Signposting>
{
    public void Configure(EntityTypeBuilder<Signposting> builder)
    {
        builder.ToTable("signpostings");
        builder.HasOne<School>().WithMany().HasForeignKey(s => new { s.TrustId, s.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(s => new { s.TrustId, s.PupilId });
        builder.HasOne<Agency>().WithMany().HasForeignKey(s => new { s.TrustId, s.AgencyId });
    }
}
