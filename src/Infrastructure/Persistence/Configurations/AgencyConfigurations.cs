using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class AgencyConfiguration : IEntityTypeConfiguration<Agency>
{
    public void Configure(EntityTypeBuilder<Agency> builder)
    {
        builder.ToTable("agencies");
        builder.HasOne<School>().WithMany().HasForeignKey(a => new { a.TrustId, a.SchoolId });
        builder.Property(a => a.Services).HasConversion(
            v => v.Select(EnumCodes<SupportService>.Format).ToArray(), v => v.Select(EnumCodes<SupportService>.Parse).ToArray(), Lists.Comparer<SupportService>());
        builder.Property(a => a.NeedAreas).HasConversion(
            v => v.Select(EnumCodes<NeedArea>.Format).ToArray(), v => v.Select(EnumCodes<NeedArea>.Parse).ToArray(), Lists.Comparer<NeedArea>());
        builder.Property(a => a.Needs).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(a => a.Postcodes).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(a => a.LocalAuthorities).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
        builder.Property(a => a.Languages).HasConversion(v => v.ToArray(), v => v, Lists.Comparer<string>());
    }
}

internal sealed class AgencyTermConfiguration : IEntityTypeConfiguration<AgencyTerm>
{
    public void Configure(EntityTypeBuilder<AgencyTerm> builder)
    {
        builder.ToTable("agency_terms").HasKey(t => new { t.TrustId, t.Term, t.AgencyId });
        builder.HasOne<Agency>().WithMany(a => a.Terms).HasForeignKey(t => new { t.TrustId, t.AgencyId });
    }
}
