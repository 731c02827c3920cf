using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class MedicineStockConfiguration : IEntityTypeConfiguration<MedicineStock>
{
    public void Configure(EntityTypeBuilder<MedicineStock> builder)
    {
        builder.ToTable("medicine_stocks");
        builder.HasOne<School>().WithMany().HasForeignKey(s => new { s.TrustId, s.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(s => new { s.TrustId, s.PupilId });
        builder.HasOne<MedicationOrder>().WithMany().HasForeignKey(s => new { s.TrustId, s.OrderId });
        builder.HasMany(s => s.Entries).WithOne().HasForeignKey(e => new { e.TrustId, e.StockId });
    }
}

internal sealed class MedicineStockEntryConfiguration : IEntityTypeConfiguration<MedicineStockEntry>
{
    public void Configure(EntityTypeBuilder<MedicineStockEntry> builder)
    {
        builder.ToTable("medicine_stock_entries").HasKey(e => new { e.TrustId, e.StockId, e.Sequence });
        // A new dose and its entry are one save: the dose goes in first.
        builder.HasOne<MedicationAdministration>().WithMany().HasForeignKey(e => new { e.TrustId, e.AdministrationId });
    }
}
