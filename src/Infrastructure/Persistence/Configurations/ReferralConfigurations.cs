using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class ReferralConfiguration : IEntityTypeConfiguration<Referral>
{
    // Staff, agency, programme and the referral before are foreign keys in the database only.
    public void Configure(EntityTypeBuilder<Referral> builder)
    {
        builder.ToTable("referrals");
        builder.Ignore(r => r.Label).Ignore(r => r.SendingId).Ignore(r => r.SharingBasis);
        builder.HasOne<School>().WithMany().HasForeignKey(r => new { r.TrustId, r.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(r => new { r.TrustId, r.PupilId });
        builder.HasMany(r => r.Consents).WithOne().HasForeignKey(c => new { c.TrustId, c.ReferralId });
        builder.HasMany(r => r.Steps).WithOne().HasForeignKey(s => new { s.TrustId, s.ReferralId });
        builder.HasMany(r => r.Contacts).WithOne().HasForeignKey(c => new { c.TrustId, c.ReferralId });
    }
}

internal sealed class ReferralConsentConfiguration : IEntityTypeConfiguration<ReferralConsent>
{
    public void Configure(EntityTypeBuilder<ReferralConsent> builder) =>
        builder.ToTable("referral_consents").HasKey(c => new { c.TrustId, c.ReferralId, c.Number });
}

internal sealed class ReferralStepConfiguration : IEntityTypeConfiguration<ReferralStep>
{
    public void Configure(EntityTypeBuilder<ReferralStep> builder) =>
        builder.ToTable("referral_steps").HasKey(s => new { s.TrustId, s.ReferralId, s.Number });
}

internal sealed class ReferralContactConfiguration : IEntityTypeConfiguration<ReferralContact>
{
    public void Configure(EntityTypeBuilder<ReferralContact> builder) =>
        builder.ToTable("referral_contacts").HasKey(c => new { c.TrustId, c.ReferralId, c.Number });
}
