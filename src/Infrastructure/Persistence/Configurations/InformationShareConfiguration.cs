using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class InformationShareConfiguration : IEntityTypeConfiguration<InformationShare>
{
    public void Configure(EntityTypeBuilder<InformationShare> builder)
    {
        builder.ToTable("information_shares");
        builder.Ignore(s => s.Basis);
        builder.HasOne<School>().WithMany().HasForeignKey(s => new { s.TrustId, s.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(s => new { s.TrustId, s.PupilId });
        // The document is written in the same save: it goes first.
        builder.HasOne<Document>().WithMany().HasForeignKey(s => new { s.TrustId, s.DocumentId });
    }
}
