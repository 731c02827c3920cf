using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Infrastructure.Jobs;

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs").Ignore(j => j.AllowedActions);
        builder.Property(j => j.Input).HasColumnType("jsonb");
    }
}

internal sealed class JobErrorConfiguration : IEntityTypeConfiguration<JobError>
{
    public void Configure(EntityTypeBuilder<JobError> builder)
    {
        builder.ToTable("job_errors").HasKey(e => new { e.TrustId, e.Id });
        builder.HasOne<Job>().WithMany().HasForeignKey(e => new { e.TrustId, e.JobId });
    }
}
