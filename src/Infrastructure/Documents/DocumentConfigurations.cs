using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Documents;

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents");
        builder.HasOne<School>().WithMany().HasForeignKey(d => new { d.TrustId, d.SchoolId });
    }
}

internal sealed class DocumentPupilConfiguration : IEntityTypeConfiguration<DocumentPupil>
{
    public void Configure(EntityTypeBuilder<DocumentPupil> builder)
    {
        builder.ToTable("document_pupils").HasKey(d => new { d.TrustId, d.PupilId, d.DocumentId });
        builder.HasOne<Document>().WithMany().HasForeignKey(d => new { d.TrustId, d.DocumentId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(d => new { d.TrustId, d.PupilId });
    }
}

internal sealed class DocumentPieceConfiguration : IEntityTypeConfiguration<DocumentPiece>
{
    public void Configure(EntityTypeBuilder<DocumentPiece> builder)
    {
        builder.ToTable("document_pieces").HasKey(p => new { p.TrustId, p.DocumentId, p.Position });
        builder.HasOne<Document>().WithMany().HasForeignKey(p => new { p.TrustId, p.DocumentId });
    }
}
