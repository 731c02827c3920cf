using System.ComponentModel.DataAnnotations;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments.Dtos;

/// <summary>A file that belongs to a record.</summary>
public sealed record AttachmentDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }

    /// <summary>The kind of the record that it belongs to. More kinds will come.</summary>
    public required AttachmentRecordKind RecordKind { get; init; }

    /// <summary>The record that it belongs to.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>The record's school.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>How sensitive it is.</summary>
    public required SensitivityLabel Label { get; init; }

    /// <summary>As sent, for people.</summary>
    [Text(AttachmentName.MaxLength)]
    public required string FileName { get; init; }
    public required AttachmentMediaType MediaType { get; init; }

    /// <summary>Bytes as kept, which is without a picture's metadata.</summary>
    [Range(1, Attachment.MaxBytes)]
    public required int Size { get; init; }

    /// <summary>Whether a picture held metadata (place, device, author), which is not kept.</summary>
    public required bool MetadataRemoved { get; init; }

    /// <summary>Only a <c>clean</c> file can be downloaded.</summary>
    public required AttachmentState State { get; init; }

    /// <summary>When the scanner last gave its verdict.</summary>
    public required DateTimeOffset? ScannedAt { get; init; }

    /// <summary>What the scanner calls its find.</summary>
    [Text(Attachment.MaxFinding)]
    public required string? Finding { get; init; }

    /// <summary>The member of staff who added it.</summary>
    public required Guid? UploadedById { get; init; }
    public required DateTimeOffset? WithdrawnAt { get; init; }

    [Text(Limits.Reason)]
    public required string? WithdrawReason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Raised by each change.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do with it now.</summary>
    [Items(2)]
    public IReadOnlyList<AttachmentAction> AllowedActions { get; init; } = [];

    private sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Attachment, AttachmentDto>().ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}

/// <summary>Leave to download one file once.</summary>
public sealed record DownloadTicketDto : ISchoolScoped
{
    public required Guid AttachmentId { get; init; }

    /// <summary>The school of the file's record.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>Of use to the one who asked for it, once, until it expires.</summary>
    [Text(50)]
    public required string Ticket { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
