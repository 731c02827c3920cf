using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class SupervisionRecordConfiguration : IEntityTypeConfiguration<SupervisionRecord>
{
    public void Configure(EntityTypeBuilder<SupervisionRecord> builder)
    {
        builder.ToTable("supervision_records");
        builder.HasOne<School>().WithMany().HasForeignKey(r => new { r.TrustId, r.SchoolId });
        builder.HasMany(r => r.Supervisees).WithOne().HasForeignKey(s => new { s.TrustId, s.SupervisionRecordId });
        builder.HasMany(r => r.AgreedActions).WithOne().HasForeignKey(a => new { a.TrustId, a.SupervisionRecordId });
        // Supervisor and author are there before; their foreign keys stand in the database only.
    }
}

internal sealed class SupervisionSuperviseeConfiguration : IEntityTypeConfiguration<SupervisionSupervisee>
{
    public void Configure(EntityTypeBuilder<SupervisionSupervisee> builder)
    {
        builder.ToTable("supervision_supervisees").HasKey(s => new { s.TrustId, s.SupervisionRecordId, s.StaffId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(s => new { s.TrustId, s.StaffId });
    }
}

internal sealed class SupervisionAgreementConfiguration : IEntityTypeConfiguration<SupervisionAgreement>
{
    public void Configure(EntityTypeBuilder<SupervisionAgreement> builder) =>
        builder.ToTable("supervision_agreements").HasKey(a => new { a.TrustId, a.SupervisionRecordId, a.Position });
}

internal sealed class CoachingRecordConfiguration : IEntityTypeConfiguration<CoachingRecord>
{
    public void Configure(EntityTypeBuilder<CoachingRecord> builder)
    {
        builder.ToTable("coaching_records");
        builder.HasOne<School>().WithMany().HasForeignKey(r => new { r.TrustId, r.SchoolId });
        // Both people and the class are there before; their foreign keys stand in the database only.
    }
}
