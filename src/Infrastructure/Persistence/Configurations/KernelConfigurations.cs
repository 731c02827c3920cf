using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Application.Chronology;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries").HasKey(e => new { e.TrustId, e.Id });

        // The sequencer's columns: the runtime role may not write them.
        builder.Property(e => e.Seq).Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property(e => e.Mac).Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property(e => e.SealedAt).Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
    }
}

internal sealed class EventEntryConfiguration : IEntityTypeConfiguration<EventEntry>
{
    public void Configure(EntityTypeBuilder<EventEntry> builder) =>
        builder.ToTable("events").HasKey(e => new { e.TrustId, e.Id });
}

internal sealed class AcceptedRequestConfiguration : IEntityTypeConfiguration<AcceptedRequest>
{
    public const string Table = "accepted_requests";
    public const string Key = "accepted_requests_pkey";

    public void Configure(EntityTypeBuilder<AcceptedRequest> builder) =>
        builder.ToTable(Table).HasKey(e => new { e.TrustId, e.Id });
}

internal sealed class ChronologyEntryConfiguration : IEntityTypeConfiguration<ChronologyEntry>
{
    public void Configure(EntityTypeBuilder<ChronologyEntry> builder) =>
        builder.ToTable("chronology_entries").HasKey(e => new { e.TrustId, e.PupilId, e.RecordId });
}
