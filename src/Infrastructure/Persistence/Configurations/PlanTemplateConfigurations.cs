using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

// The template of a plan is a foreign key in the database only: it stands already.
internal sealed class PlanTemplateConfiguration : IEntityTypeConfiguration<PlanTemplate>
{
    public void Configure(EntityTypeBuilder<PlanTemplate> builder)
    {
        builder.ToTable("plan_templates");
        builder.Property(t => t.Content).IsTemplateContent();
        builder.HasMany(t => t.Versions).WithOne().HasForeignKey(v => new { v.TrustId, v.TemplateId });
    }
}

internal sealed class PlanTemplateVersionConfiguration : IEntityTypeConfiguration<PlanTemplateVersion>
{
    public void Configure(EntityTypeBuilder<PlanTemplateVersion> builder)
    {
        builder.ToTable("plan_template_versions").HasKey(v => new { v.TrustId, v.TemplateId, v.Number });
        builder.Property(v => v.Content).IsTemplateContent();
    }
}

file static class TemplateContents
{
    public static void IsTemplateContent(this PropertyBuilder<PlanTemplateContent> property) => property.HasColumnType("jsonb").HasConversion(
        v => PlanJson.Write(v),
        v => PlanJson.Read<PlanTemplateContent>(v),
        new ValueComparer<PlanTemplateContent>(
            (a, b) => ReferenceEquals(a, b) || (a != null && b != null && PlanJson.Write(a) == PlanJson.Write(b)),
            v => PlanJson.Write(v).GetHashCode(StringComparison.Ordinal),
            v => v));
}
