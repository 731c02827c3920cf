using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Training;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class MedicineConsentConfiguration : IEntityTypeConfiguration<MedicineConsent>
{
    public void Configure(EntityTypeBuilder<MedicineConsent> builder)
    {
        builder.ToTable("medicine_consents");
        builder.HasOne<School>().WithMany().HasForeignKey(c => new { c.TrustId, c.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(c => new { c.TrustId, c.PupilId });
        // Contacts and staff are there before; their foreign keys stand in the database only.
    }
}

internal sealed class MedicationOrderConfiguration : IEntityTypeConfiguration<MedicationOrder>
{
    public void Configure(EntityTypeBuilder<MedicationOrder> builder)
    {
        builder.ToTable("medication_orders");
        builder.HasOne<School>().WithMany().HasForeignKey(o => new { o.TrustId, o.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(o => new { o.TrustId, o.PupilId });
        builder.HasOne<MedicineConsent>().WithMany().HasForeignKey(o => new { o.TrustId, o.ConsentId });
        builder.Property(o => o.Times).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<TimeOnly>());
        builder.Property(o => o.Allergies).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(o => o.RequiredTraining).HasConversion(
            types => types.Select(EnumCodes<TrainingType>.Format).ToArray(),
            codes => codes.Select(EnumCodes<TrainingType>.Parse).ToArray(),
            Lists.Comparer<TrainingType>());
    }
}
