using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Application.Documents.Queries;

/// <summary>A document to be checked: its number, a hash, or both, which must then belong together.</summary>
[Requires(Permissions.DocumentsRead)]
public sealed record VerifyDocumentQuery : IQuery<DocumentVerificationDto>
{
    /// <summary>As printed on it.</summary>
    [Text(Document.NumberLength, Pattern = Document.NumberPattern)]
    public string? Number { get; init; }

    /// <summary>The hash printed on it, or that of the file; of several the latest document.</summary>
    [Text(Document.Sha256Length, Pattern = Document.Sha256Pattern)]
    public string? Sha256 { get; init; }
}

internal sealed class VerifyDocumentValidator : AbstractValidator<VerifyDocumentQuery>
{
    public VerifyDocumentValidator()
    {
        RuleFor(q => q.Number).Matches(Document.NumberPattern);
        RuleFor(q => q.Sha256).Matches(Document.Sha256Pattern);
        RuleFor(q => q.Number).NotNull().When(q => q.Sha256 is null).WithErrorCode("required").WithMessage("is required without sha256");
    }
}

internal sealed class VerifyDocumentHandler(DocumentScope scope, IEnumerable<IDocumentTemplate> templates)
    : IQueryHandler<VerifyDocumentQuery, DocumentVerificationDto>
{
    public async Task<Result<DocumentVerificationDto>> Handle(VerifyDocumentQuery request, CancellationToken cancellationToken)
    {
        var (number, hash) = (request.Number, request.Sha256);
        var document = await scope.Checkable().AsNoTracking()
            .Where(d => number == null || d.Number == number)
            .Where(d => hash == null || d.ContentSha256 == hash || d.FileSha256 == hash)
            .OrderByDescending(d => d.RecordedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (document is null)
        {
            return CommonErrors.NotFound;
        }

        var standing = await templates.Single(t => t.Kind == document.Kind).StandingAsync(document, cancellationToken);
        return Tell(document, standing?.Version is { } version ? standing.HasChanged || version != document.RecordVersion : null);
    }

    private static DocumentVerificationDto Tell(Document document, bool? hasChanged) => new()
    {
        Id = document.Id.Value,
        Number = document.Number,
        Kind = document.Kind,
        Format = document.Format,
        SchoolId = document.SchoolId.Value,
        Label = document.Label,
        ContentSha256 = document.ContentSha256,
        FileSha256 = document.FileSha256,
        IssuedById = document.StaffId?.Value,
        IssuedAt = document.RecordedAt,
        RecordVersion = document.RecordVersion,
        HasChanged = hasChanged,
    };
}
