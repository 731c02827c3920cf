using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Recognitions;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class RecognitionConfiguration : IEntityTypeConfiguration<Recognition>
{
    public void Configure(EntityTypeBuilder<Recognition> builder)
    {
        builder.ToTable("recognitions");
        builder.HasOne<School>().WithMany().HasForeignKey(r => new { r.TrustId, r.SchoolId });
        builder.HasMany(r => r.Pupils).WithOne().HasForeignKey(p => new { p.TrustId, p.RecognitionId });
        // Author, programme, session and observation are there before; their foreign keys stand in the database only.
    }
}

internal sealed class RecognitionPupilConfiguration : IEntityTypeConfiguration<RecognitionPupil>
{
    public void Configure(EntityTypeBuilder<RecognitionPupil> builder)
    {
        builder.ToTable("recognition_pupils").HasKey(p => new { p.TrustId, p.RecognitionId, p.PupilId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(p => new { p.TrustId, p.PupilId });
    }
}
