using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Training;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class TrainingRecordConfiguration : IEntityTypeConfiguration<TrainingRecord>
{
    public void Configure(EntityTypeBuilder<TrainingRecord> builder)
    {
        builder.ToTable("training_records");
        builder.HasOne<School>().WithMany().HasForeignKey(r => new { r.TrustId, r.SchoolId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(r => new { r.TrustId, r.StaffId });
    }
}
