using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Notices;

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(n => new { n.TrustId, n.StaffId });
        builder.HasOne<School>().WithMany().HasForeignKey(n => new { n.TrustId, n.SchoolId });
    }
}

internal sealed class NotificationPreferencesConfiguration : IEntityTypeConfiguration<NotificationPreferences>
{
    public void Configure(EntityTypeBuilder<NotificationPreferences> builder)
    {
        builder.ToTable("notification_preferences").Ignore(p => p.Wishes);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(p => new { p.TrustId, p.StaffId });
    }
}

internal sealed class NotificationWebhookConfiguration : IEntityTypeConfiguration<NotificationWebhook>
{
    public void Configure(EntityTypeBuilder<NotificationWebhook> builder)
    {
        builder.ToTable("notification_webhooks");
        builder.HasOne<School>().WithMany().HasForeignKey(w => new { w.TrustId, w.SchoolId });
        builder.HasMany(w => w.Secrets).WithOne().HasForeignKey(s => new { s.TrustId, s.WebhookId });
    }
}

internal sealed class WebhookSecretConfiguration : IEntityTypeConfiguration<WebhookSecret>
{
    public void Configure(EntityTypeBuilder<WebhookSecret> builder) => builder.ToTable("webhook_secrets").HasKey(s => new { s.TrustId, s.Id });
}

internal sealed class NoticeDeliveryConfiguration : IEntityTypeConfiguration<NoticeDelivery>
{
    public void Configure(EntityTypeBuilder<NoticeDelivery> builder)
    {
        builder.ToTable("notice_deliveries");
        builder.HasOne<Notice>().WithMany().HasForeignKey(d => new { d.TrustId, d.NoticeId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(d => new { d.TrustId, d.StaffId });
        builder.HasOne<NotificationWebhook>().WithMany().HasForeignKey(d => new { d.TrustId, d.WebhookId });
    }
}
