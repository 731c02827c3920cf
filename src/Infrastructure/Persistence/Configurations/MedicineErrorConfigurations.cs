using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class MedicineErrorConfiguration : IEntityTypeConfiguration<MedicineError>
{
    // Order, dose and stock are foreign keys in the database only. Each of their tables sorts before this one, or stands
    // already when an error names it, so that EF inserts them in the right order.
    public void Configure(EntityTypeBuilder<MedicineError> builder)
    {
        builder.ToTable("medicine_errors");
        builder.HasOne<School>().WithMany().HasForeignKey(e => new { e.TrustId, e.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(e => new { e.TrustId, e.PupilId });
        builder.Property(e => e.Actions).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(e => e.Notified).HasConversion(
            v => v.Select(n => EnumCodes<MedicineErrorNotified>.Format(n)).ToArray(),
            v => v.Select(n => EnumCodes<MedicineErrorNotified>.Parse(n)).ToArray(),
            Lists.Comparer<MedicineErrorNotified>());
        builder.Ignore(e => e.IsParentSettled);
    }
}
