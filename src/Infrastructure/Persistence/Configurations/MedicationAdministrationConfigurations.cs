using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class MedicationAdministrationConfiguration : IEntityTypeConfiguration<MedicationAdministration>
{
    public void Configure(EntityTypeBuilder<MedicationAdministration> builder)
    {
        builder.ToTable("medication_administrations");
        builder.HasOne<School>().WithMany().HasForeignKey(d => new { d.TrustId, d.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(d => new { d.TrustId, d.PupilId });
        Codes(builder.Property(d => d.GuardFailures));
        Codes(builder.Property(d => d.GuardWarnings));
        // The replacement is a foreign key in the database only: it must be inserted after its predecessor has given up
        // the slot, and EF would order them the other way round.
    }

    private static void Codes(PropertyBuilder<IReadOnlyList<DoseFinding>> property) => property.HasConversion(
        findings => findings.Select(EnumCodes<DoseFinding>.Format).ToArray(),
        codes => codes.Select(EnumCodes<DoseFinding>.Parse).ToArray(),
        Lists.Comparer<DoseFinding>());
}

internal sealed class DoseOverrideConfiguration : IEntityTypeConfiguration<DoseOverride>
{
    public void Configure(EntityTypeBuilder<DoseOverride> builder)
    {
        builder.ToTable("dose_overrides");
        builder.HasOne<School>().WithMany().HasForeignKey(o => new { o.TrustId, o.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(o => new { o.TrustId, o.PupilId });
    }
}
