using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class SchoolConfiguration : IEntityTypeConfiguration<School>
{
    public void Configure(EntityTypeBuilder<School> builder) => builder.ToTable("schools");
}

internal sealed class YearCalendarConfiguration : IEntityTypeConfiguration<YearCalendar>
{
    public void Configure(EntityTypeBuilder<YearCalendar> builder)
    {
        builder.ToTable("school_calendars");
        builder.Property(c => c.AcademicYear).HasConversion(y => y.Start, start => new AcademicYear(start));
        builder.HasOne<School>().WithMany().HasForeignKey(c => new { c.TrustId, c.SchoolId });
        builder.HasMany(c => c.Closures).WithOne().HasForeignKey(c => new { c.TrustId, c.CalendarId });
    }
}

internal sealed class CalendarClosureConfiguration : IEntityTypeConfiguration<CalendarClosure>
{
    public void Configure(EntityTypeBuilder<CalendarClosure> builder) =>
        builder.ToTable("calendar_closures").HasKey(c => new { c.TrustId, c.CalendarId, c.FirstDay });
}

internal sealed class StaffMemberConfiguration : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.ToTable("staff_members");
        builder.HasMany(s => s.Assignments).WithOne().HasForeignKey(a => new { a.TrustId, a.StaffId });
    }
}

internal sealed class StaffAssignmentConfiguration : IEntityTypeConfiguration<StaffAssignment>
{
    public void Configure(EntityTypeBuilder<StaffAssignment> builder)
    {
        builder.ToTable("staff_assignments").HasKey(a => new { a.TrustId, a.Id });
        builder.HasOne<School>().WithMany().HasForeignKey(a => new { a.TrustId, a.SchoolId });
    }
}

internal sealed class PupilConfiguration : IEntityTypeConfiguration<Pupil>
{
    public void Configure(EntityTypeBuilder<Pupil> builder)
    {
        builder.ToTable("pupils");
        builder.HasOne<School>().WithMany().HasForeignKey(p => new { p.TrustId, p.SchoolId });
        builder.HasMany(p => p.Enrolments).WithOne().HasForeignKey(e => new { e.TrustId, e.PupilId });
        builder.Property(p => p.Upn).HasConversion(u => u!.Value, v => Upn.FromStore(v));
        builder.Property(p => p.SenNeeds).HasConversion(
            needs => needs.Select(EnumCodes<SenType>.Format).ToArray(),
            codes => codes.Select(EnumCodes<SenType>.Parse).ToArray(),
            Lists.Comparer<SenType>());
    }
}

internal sealed class PupilNameTokenConfiguration : IEntityTypeConfiguration<PupilNameToken>
{
    public void Configure(EntityTypeBuilder<PupilNameToken> builder)
    {
        builder.ToTable("pupil_name_tokens").HasKey(t => new { t.TrustId, t.Token, t.PupilId });
        builder.HasOne<Pupil>().WithMany(p => p.NameTokens).HasForeignKey(t => new { t.TrustId, t.PupilId });
    }
}

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.ToTable("pupil_enrolments").HasKey(e => new { e.TrustId, e.Id });
        builder.HasOne<School>().WithMany().HasForeignKey(e => new { e.TrustId, e.SchoolId });
    }
}

internal sealed class TeachingClassConfiguration : IEntityTypeConfiguration<TeachingClass>
{
    public void Configure(EntityTypeBuilder<TeachingClass> builder)
    {
        builder.ToTable("teaching_classes");
        builder.Property(c => c.AcademicYear).HasConversion(y => y!.Value.Start, start => new AcademicYear(start));
        builder.HasOne<School>().WithMany().HasForeignKey(c => new { c.TrustId, c.SchoolId });
        builder.HasMany(c => c.Members).WithOne(m => m.Class).HasForeignKey(m => new { m.TrustId, m.ClassId });
        builder.HasMany(c => c.Teachers).WithOne(t => t.Class).HasForeignKey(t => new { t.TrustId, t.ClassId });
    }
}

internal sealed class ClassMemberConfiguration : IEntityTypeConfiguration<ClassMember>
{
    public void Configure(EntityTypeBuilder<ClassMember> builder)
    {
        builder.ToTable("class_members").HasKey(m => new { m.TrustId, m.ClassId, m.PupilId, m.StartsOn });
        builder.HasOne<Pupil>().WithMany(p => p.Classes).HasForeignKey(m => new { m.TrustId, m.PupilId });
    }
}

internal sealed class ClassTeacherConfiguration : IEntityTypeConfiguration<ClassTeacher>
{
    public void Configure(EntityTypeBuilder<ClassTeacher> builder)
    {
        builder.ToTable("class_teachers").HasKey(t => new { t.TrustId, t.ClassId, t.StaffId, t.StartsOn });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(t => new { t.TrustId, t.StaffId });
    }
}

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("contacts");
        builder.HasMany(c => c.Links).WithOne(l => l.Contact).HasForeignKey(l => new { l.TrustId, l.ContactId });
        builder.Property(c => c.Phones).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(c => c.Emails).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
    }
}

internal sealed class ContactLinkConfiguration : IEntityTypeConfiguration<ContactLink>
{
    public void Configure(EntityTypeBuilder<ContactLink> builder)
    {
        builder.ToTable("contact_links").HasKey(l => new { l.TrustId, l.ContactId, l.PupilId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(l => new { l.TrustId, l.PupilId });
    }
}

internal sealed class ExternalIdConfiguration : IEntityTypeConfiguration<ExternalId>
{
    public void Configure(EntityTypeBuilder<ExternalId> builder)
    {
        builder.ToTable("external_ids").HasKey(e => new { e.TrustId, e.Id });
        builder.HasOne<School>().WithMany().HasForeignKey(e => new { e.TrustId, e.SchoolId });
    }
}

internal static class Lists
{
    /// <summary>Lists are values: replaced whole, equal when their items are.</summary>
    public static ValueComparer<IReadOnlyList<T>> Comparer<T>() => new(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
        list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        list => list);
}
