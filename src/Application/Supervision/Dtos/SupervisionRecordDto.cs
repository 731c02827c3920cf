using System.Text.Json.Serialization;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Application.Supervision.Dtos;

/// <summary>Supervision that members of staff had. It names no pupil.</summary>
public sealed record SupervisionRecordDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }

    /// <summary>The school that keeps the record; the supervision counts at every school of the trust.</summary>
    public required Guid SchoolId { get; init; }
    public required SupervisionKind Kind { get; init; }
    public required SupervisionForm Form { get; init; }

    /// <summary>The day, Europe/London.</summary>
    public required DateOnly HeldOn { get; init; }
    public required int Minutes { get; init; }

    /// <summary>Who was supervised.</summary>
    [Items(SupervisionRecord.MaxSupervisees)]
    public required IReadOnlyList<Guid> SuperviseeIds { get; init; }

    /// <summary>Who supervised; null when it was somebody from elsewhere.</summary>
    public required Guid? SupervisorId { get; init; }

    /// <summary>The name of somebody from elsewhere who supervised, such as an educational psychologist.</summary>
    [Text(Limits.Title)]
    public required string? OutsideSupervisor { get; init; }

    [Text(Limits.Title)]
    public required string? OutsideOrganisation { get; init; }

    /// <summary>What was talked about. Left out when there is nothing, and for whoever did not take part.</summary>
    [Text(Limits.Text), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notes { get; init; }

    /// <summary>What was agreed. Left out for whoever did not take part.</summary>
    [Items(SupervisionRecord.MaxActions), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AgreedActionDto>? AgreedActions { get; init; }

    /// <summary>When the next is due, as was agreed.</summary>
    public required DateOnly? NextDueOn { get; init; }

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
        public Mapping()
        {
            CreateMap<SupervisionRecord, SupervisionRecordDto>()
                .ForMember(d => d.SuperviseeIds, o => o.MapFrom(r => r.Supervisees.OrderBy(s => s.Position).Select(s => s.StaffId)))
                .ForMember(d => d.AgreedActions, o => o.MapFrom(r => r.AgreedActions.OrderBy(a => a.Position)))
                .ForMember(d => d.Meta, o => o.Ignore())
                .ForMember(d => d.AllowedActions, o => o.Ignore());
            CreateMap<SupervisionAgreement, AgreedActionDto>();
        }
    }
}

/// <summary>One thing that was agreed.</summary>
public sealed record AgreedActionDto
{
    /// <summary>What is to be done. Name no pupil.</summary>
    [Text(Limits.Reason, Min = 1)]
    public required string Text { get; init; }

    /// <summary>By which day.</summary>
    public DateOnly? DueOn { get; init; }
}
