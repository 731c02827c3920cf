using System.Text.Json.Serialization;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Application.Supervision.Dtos;

/// <summary>A colleague supported in a lesson. It names no pupil.</summary>
public sealed record CoachingRecordDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>Who supported.</summary>
    public required Guid CoachId { get; init; }

    /// <summary>Who was supported.</summary>
    public required Guid ColleagueId { get; init; }
    public required CoachingForm Form { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required int? Minutes { get; init; }

    /// <summary>The class of the lesson.</summary>
    public required Guid? ClassId { get; init; }

    /// <summary>The subject of the lesson.</summary>
    [Text(CoachingRecord.SubjectMax)]
    public required string? Subject { get; init; }

    /// <summary>What it was about.</summary>
    [Text(Limits.Reason)]
    public required string Focus { get; init; }

    /// <summary>What was tried. Left out when there is nothing, and for whoever did not take part.</summary>
    [Text(Limits.Text), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tried { get; init; }

    /// <summary>What the colleague does next. Left out when there is nothing, and for whoever did not take part.</summary>
    [Text(Limits.Text), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextStep { get; init; }

    /// <summary>When both look at it again.</summary>
    public required DateOnly? FollowUpOn { get; init; }

    /// <summary>Who wrote it; null when a machine did.</summary>
    public required Guid? RecordedById { get; init; }

    [Text(Limits.Reason)]
    public required string? VoidReason { get; init; }

    /// <summary>When it was voided; null when it stands.</summary>
    public required DateTimeOffset? VoidedAt { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>Says what was withheld; left out when nothing was.</summary>
    [JsonPropertyName("_meta"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordMeta? Meta { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(1)]
    public IReadOnlyList<StaffRecordAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<CoachingRecord, CoachingRecordDto>()
            .ForMember(d => d.Meta, o => o.Ignore())
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}
