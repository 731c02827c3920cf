using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class RoomConfiguration : IEntityTypeConfiguration<Room>
{
    public void Configure(EntityTypeBuilder<Room> builder)
    {
        builder.ToTable("rooms");
        builder.HasOne<School>().WithMany().HasForeignKey(r => new { r.TrustId, r.SchoolId });
    }
}

internal sealed class SupportSessionConfiguration : IEntityTypeConfiguration<SupportSession>
{
    public void Configure(EntityTypeBuilder<SupportSession> builder)
    {
        builder.ToTable("support_sessions");
        builder.HasOne<School>().WithMany().HasForeignKey(s => new { s.TrustId, s.SchoolId });
        builder.HasOne(s => s.Room).WithMany().HasForeignKey(s => new { s.TrustId, s.RoomId });
        builder.HasOne<SupportProgramme>().WithMany().HasForeignKey(s => new { s.TrustId, s.ProgrammeId });
        builder.HasOne<SupportSessionSeries>().WithMany().HasForeignKey(s => new { s.TrustId, s.SeriesId });
        builder.HasMany(s => s.Practitioners).WithOne().HasForeignKey(p => new { p.TrustId, p.SupportSessionId });
        builder.HasMany(s => s.Participants).WithOne().HasForeignKey(p => new { p.TrustId, p.SupportSessionId });
        builder.HasMany(s => s.Addenda).WithOne().HasForeignKey(a => new { a.TrustId, a.SupportSessionId });
        builder.Property(s => s.Strategies).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        // The lead and the replacement are foreign keys in the database only: a replacement must be inserted after
        // its predecessor has given up the slot, and EF would order them the other way round.
    }
}

internal sealed class SupportSessionPractitionerConfiguration : IEntityTypeConfiguration<SupportSessionPractitioner>
{
    public void Configure(EntityTypeBuilder<SupportSessionPractitioner> builder)
    {
        builder.ToTable("support_session_practitioners").HasKey(p => new { p.TrustId, p.SupportSessionId, p.StaffId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(p => new { p.TrustId, p.StaffId });
    }
}

internal sealed class SupportSessionParticipantConfiguration : IEntityTypeConfiguration<SupportSessionParticipant>
{
    public void Configure(EntityTypeBuilder<SupportSessionParticipant> builder)
    {
        builder.ToTable("support_session_participants").HasKey(p => new { p.TrustId, p.SupportSessionId, p.PupilId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(p => new { p.TrustId, p.PupilId });
    }
}

internal sealed class SupportSessionAddendumConfiguration : IEntityTypeConfiguration<SupportSessionAddendum>
{
    public void Configure(EntityTypeBuilder<SupportSessionAddendum> builder) =>
        builder.ToTable("support_session_addenda").HasKey(a => new { a.TrustId, a.Id });
}
