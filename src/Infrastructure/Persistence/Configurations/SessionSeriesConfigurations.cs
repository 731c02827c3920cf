using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class SupportSessionSeriesConfiguration : IEntityTypeConfiguration<SupportSessionSeries>
{
    public void Configure(EntityTypeBuilder<SupportSessionSeries> builder)
    {
        builder.ToTable("support_session_series");
        builder.HasOne<School>().WithMany().HasForeignKey(s => new { s.TrustId, s.SchoolId });
        builder.HasOne<SupportProgramme>().WithMany().HasForeignKey(s => new { s.TrustId, s.ProgrammeId });
        builder.HasOne(s => s.Room).WithMany().HasForeignKey(s => new { s.TrustId, s.RoomId });
        // The practitioner is there before; that foreign key stands in the database only.
    }
}
