using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Application.Documents.Dtos;

/// <summary>An issued document: what left the service, made of what, by whom and when.</summary>
public sealed record DocumentDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }

    /// <summary>As printed on it.</summary>
    [Text(Document.NumberLength, Pattern = Document.NumberPattern)]
    public required string Number { get; init; }
    public required DocumentKind Kind { get; init; }
    public required DocumentFileFormat Format { get; init; }

    /// <summary>The school in whose name it is issued.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>The one record that it is about, such as a session or a pupil; null for most lists.</summary>
    public required Guid? RecordId { get; init; }

    /// <summary>The version of that record; null where there is more than one record.</summary>
    public required int? RecordVersion { get; init; }

    /// <summary>That of its most sensitive part; printed on every page.</summary>
    public required SensitivityLabel Label { get; init; }

    /// <summary>Whether there was more than a document takes.</summary>
    public required bool IsCut { get; init; }

    /// <summary>SHA-256 of what it says, printed on it: of the member <c>content</c> of the JSON format, byte by byte.</summary>
    [Text(Document.Sha256Length, Pattern = Document.Sha256Pattern)]
    public required string ContentSha256 { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    [Text(Document.Sha256Length, Pattern = Document.Sha256Pattern)]
    public required string FileSha256 { get; init; }

    /// <summary>How long the file is.</summary>
    public required long Bytes { get; init; }

    /// <summary>The member of staff who issued it; null for a machine.</summary>
    public required Guid? IssuedById { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Until when whoever issued it can fetch it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Its version, also the ETag. It never changes.</summary>
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Document, DocumentDto>()
            .ForMember(d => d.IssuedById, o => o.MapFrom(d => d.StaffId))
            .ForMember(d => d.IssuedAt, o => o.MapFrom(d => d.RecordedAt));
    }
}

/// <summary>What the ledger says of a document on paper.</summary>
public sealed record DocumentVerificationDto
{
    public required Guid Id { get; init; }

    [Text(Document.NumberLength, Pattern = Document.NumberPattern)]
    public required string Number { get; init; }
    public required DocumentKind Kind { get; init; }
    public required DocumentFileFormat Format { get; init; }
    public required Guid SchoolId { get; init; }
    public required SensitivityLabel Label { get; init; }

    [Text(Document.Sha256Length, Pattern = Document.Sha256Pattern)]
    public required string ContentSha256 { get; init; }

    [Text(Document.Sha256Length, Pattern = Document.Sha256Pattern)]
    public required string FileSha256 { get; init; }
    public required Guid? IssuedById { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The version that it was made of; null where there is more than one record.</summary>
    public required int? RecordVersion { get; init; }

    /// <summary>Whether the record has changed since; null where there is more than one, or when the caller does not reach it.</summary>
    public required bool? HasChanged { get; init; }
}
