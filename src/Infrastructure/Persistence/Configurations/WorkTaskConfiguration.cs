using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class WorkTaskConfiguration : IEntityTypeConfiguration<WorkTask>
{
    public void Configure(EntityTypeBuilder<WorkTask> builder)
    {
        builder.ToTable("work_tasks");
        builder.HasOne<School>().WithMany().HasForeignKey(t => new { t.TrustId, t.SchoolId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(t => new { t.TrustId, t.OwnerId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(t => new { t.TrustId, t.PupilId });
        builder.Ignore(t => t.Due);
    }
}
