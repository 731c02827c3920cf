using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class PurposeLinkConfiguration : IEntityTypeConfiguration<PurposeLink>
{
    public void Configure(EntityTypeBuilder<PurposeLink> builder)
    {
        builder.ToTable("purpose_links");
        builder.HasOne<School>().WithMany().HasForeignKey(l => new { l.TrustId, l.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(l => new { l.TrustId, l.PupilId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(l => new { l.TrustId, l.CreatedById });
    }
}

internal sealed class ContactSubmissionConfiguration : IEntityTypeConfiguration<ContactSubmission>
{
    public void Configure(EntityTypeBuilder<ContactSubmission> builder)
    {
        builder.ToTable("contact_submissions");
        builder.HasOne<School>().WithMany().HasForeignKey(s => new { s.TrustId, s.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(s => new { s.TrustId, s.PupilId });
        builder.HasOne<Contact>().WithMany().HasForeignKey(s => new { s.TrustId, s.ContactId });
        builder.HasOne<PurposeLink>().WithMany().HasForeignKey(s => new { s.TrustId, s.LinkId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(s => new { s.TrustId, s.DecidedById });
    }
}
