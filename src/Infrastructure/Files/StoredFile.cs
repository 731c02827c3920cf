using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Files;

/// <summary>A file's key, wrapped, and its measure.</summary>
internal sealed class StoredFile : ITenantOwned
{
    public required TrustId TrustId { get; init; }
    public required FileId Id { get; init; }
    public required byte[] WrappedKey { get; init; }
    public required int Length { get; init; }
    public required int Pieces { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>An encrypted piece of a file.</summary>
internal sealed class StoredFilePiece : ITenantOwned
{
    public required TrustId TrustId { get; init; }
    public required FileId FileId { get; init; }
    public required int Position { get; init; }
    public required byte[] Data { get; init; }
}

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder) =>
        builder.ToTable("stored_files").HasKey(f => new { f.TrustId, f.Id });
}

internal sealed class StoredFilePieceConfiguration : IEntityTypeConfiguration<StoredFilePiece>
{
    public void Configure(EntityTypeBuilder<StoredFilePiece> builder)
    {
        builder.ToTable("stored_file_pieces").HasKey(p => new { p.TrustId, p.FileId, p.Position });
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(p => new { p.TrustId, p.FileId });
    }
}
