using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Files;

namespace PupilSupport.Infrastructure.Attachments;

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.HasOne<School>().WithMany().HasForeignKey(a => new { a.TrustId, a.SchoolId });
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(a => new { a.TrustId, a.FileId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(a => new { a.TrustId, a.UploadedById });
    }
}

internal sealed class DownloadTicketConfiguration : IEntityTypeConfiguration<DownloadTicket>
{
    public void Configure(EntityTypeBuilder<DownloadTicket> builder)
    {
        builder.ToTable("download_tickets");
        builder.HasOne<Attachment>().WithMany().HasForeignKey(t => new { t.TrustId, t.AttachmentId });
    }
}
