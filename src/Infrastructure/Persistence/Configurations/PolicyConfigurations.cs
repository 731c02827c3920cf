using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Policies;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class PolicyValueConfiguration : IEntityTypeConfiguration<PolicyValue>
{
    public void Configure(EntityTypeBuilder<PolicyValue> builder)
    {
        builder.ToTable("policy_values");
        builder.Property(v => v.Value).HasColumnType("jsonb");
        builder.HasOne<School>().WithMany().HasForeignKey(v => new { v.TrustId, v.SchoolId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(v => new { v.TrustId, v.SetByStaffId });
    }
}
