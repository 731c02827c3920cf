using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class PlanSignatureRequestConfiguration : IEntityTypeConfiguration<PlanSignatureRequest>
{
    // Of what it names, the link alone is made together with it.
    public void Configure(EntityTypeBuilder<PlanSignatureRequest> builder)
    {
        builder.ToTable("plan_signature_requests");
        builder.HasOne<PurposeLink>().WithMany().HasForeignKey(r => new { r.TrustId, r.LinkId });
    }
}
