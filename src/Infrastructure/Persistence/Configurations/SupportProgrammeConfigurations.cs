using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class SupportProgrammeConfiguration : IEntityTypeConfiguration<SupportProgramme>
{
    public void Configure(EntityTypeBuilder<SupportProgramme> builder)
    {
        builder.ToTable("support_programmes");
        builder.HasOne<School>().WithMany().HasForeignKey(p => new { p.TrustId, p.SchoolId });
        builder.HasMany(p => p.Pupils).WithOne().HasForeignKey(p => new { p.TrustId, p.SupportProgrammeId });
        builder.HasMany(p => p.Allocations).WithOne().HasForeignKey(a => new { a.TrustId, a.SupportProgrammeId });
        // Practitioner, approver and proposer are there before; their foreign keys stand in the database only.
    }
}

internal sealed class SupportProgrammePupilConfiguration : IEntityTypeConfiguration<SupportProgrammePupil>
{
    public void Configure(EntityTypeBuilder<SupportProgrammePupil> builder)
    {
        builder.ToTable("support_programme_pupils").HasKey(p => new { p.TrustId, p.SupportProgrammeId, p.PupilId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(p => new { p.TrustId, p.PupilId });
    }
}

internal sealed class SupportProgrammeAllocationConfiguration : IEntityTypeConfiguration<SupportProgrammeAllocation>
{
    public void Configure(EntityTypeBuilder<SupportProgrammeAllocation> builder)
    {
        builder.ToTable("support_programme_allocations").HasKey(a => new { a.TrustId, a.SupportProgrammeId, a.Position });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(a => new { a.TrustId, a.PractitionerId });
    }
}
