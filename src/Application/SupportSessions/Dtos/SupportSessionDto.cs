using System.Text.Json.Serialization;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions.Dtos;

/// <summary>A support session.</summary>
public sealed record SupportSessionDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required SupportSessionType Type { get; init; }
    public required SupportSessionStatus Status { get; init; }

    /// <summary>The programme that it serves.</summary>
    public required Guid? ProgrammeId { get; init; }

    /// <summary>The series that it was planned in; it stays in it wherever it is moved.</summary>
    public required Guid? SeriesId { get; init; }

    /// <summary>The member of staff who leads it.</summary>
    public required Guid PractitionerId { get; init; }

    /// <summary>Others who give it.</summary>
    [Items(SupportSession.MaxCoPractitioners)]
    public required IReadOnlyList<Guid> CoPractitionerIds { get; init; }

    /// <summary>When it begins, or began as claimed.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>The first moment that is free again: <c>startsAt</c> and <c>plannedMinutes</c>.</summary>
    public required DateTimeOffset EndsAt { get; init; }
    public required int PlannedMinutes { get; init; }
    public required Guid? RoomId { get; init; }

    /// <summary>The room's name.</summary>
    [Text(Domain.Schools.Room.MaxName)]
    public required string? Room { get; init; }
    public required ThriveStrand? Strand { get; init; }
    public required ElsaArea? ElsaArea { get; init; }

    /// <summary>What it is to achieve.</summary>
    [Text(Limits.Text)]
    public required string? Objective { get; init; }

    /// <summary>The class or group.</summary>
    [Text(Limits.Title)]
    public required string? GroupName { get; init; }

    /// <summary>The pupils. In a list asked for one pupil only that pupil.</summary>
    [Items(SupportSession.MaxParticipants)]
    public required IReadOnlyList<SupportSessionParticipantDto> Participants { get; init; }

    /// <summary>Why it was recorded more than 7 days after it began.</summary>
    [Text(Limits.Reason)]
    public required string? LateReason { get; init; }

    /// <summary>When its start was recorded; null when it was completed straight away.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When its completion was recorded. The note can be amended for 48 hours from here.</summary>
    public required DateTimeOffset? CompletedAt { get; init; }
    public required int? ActualMinutes { get; init; }

    /// <summary>What happened.</summary>
    [Text(Limits.Narrative)]
    public required string? Note { get; init; }

    /// <summary>What was tried.</summary>
    [Items(SupportSession.MaxStrategies, Text = Limits.Title)]
    public required IReadOnlyList<string> Strategies { get; init; }

    /// <summary>What is to come next.</summary>
    [Text(Limits.Text)]
    public required string? NextStep { get; init; }

    /// <summary>What was added later and what the note said before, oldest first.</summary>
    [Items(SupportSession.MaxAddenda)]
    public required IReadOnlyList<SupportSessionAddendumDto> Addenda { get; init; }

    [Text(Limits.Reason)]
    public required string? CancelReason { get; init; }
    public required MissReason? MissReason { get; init; }

    /// <summary>The missed session that it makes good.</summary>
    public required Guid? MakesGoodId { get; init; }

    /// <summary>Whether it was missed for a reason of the school's, so that the school owes the pupils another. It stays true when another has made it good.</summary>
    public required bool CatchUpOwed { get; init; }

    [Text(Limits.Reason)]
    public required string? VoidReason { get; init; }

    /// <summary>The session that stands in the place of this voided one.</summary>
    public required Guid? ReplacedById { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The school, with <c>expand=school</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NamedDto? School { get; init; }

    /// <summary>The lead, with <c>expand=practitioner</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PersonDto? Practitioner { get; init; }

    /// <summary>Says what was asked for and withheld; left out when nothing was.</summary>
    [JsonPropertyName("_meta"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordMeta? Meta { get; init; }

    /// <summary>What to see to: whether whoever leads ELSA was without supervision on the day, or is today. It refuses nothing.</summary>
    [Items(5)]
    public IReadOnlyList<SupportWarning> Warnings { get; init; } = [];

    /// <summary>What this caller can do to it now.</summary>
    [Items(8)]
    public IReadOnlyList<SupportSessionAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<SupportSession, SupportSessionDto>()
                .ForMember(d => d.Room, o => o.MapFrom(s => s.Room!.Name))
                .ForMember(d => d.CoPractitionerIds, o => o.MapFrom(s => s.Practitioners.Where(p => p.Position > 0).OrderBy(p => p.Position).Select(p => p.StaffId)))
                .ForMember(d => d.Participants, o => o.MapFrom(s => s.Participants.OrderBy(p => p.Position)))
                .ForMember(d => d.Addenda, o => o.MapFrom(s => s.Addenda.OrderBy(a => a.RecordedAt)))
                .ForMember(d => d.Warnings, o => o.Ignore())
                .ForMember(d => d.AllowedActions, o => o.Ignore())
                .ForMember(d => d.School, o => o.Ignore())
                .ForMember(d => d.Practitioner, o => o.Ignore())
                .ForMember(d => d.Meta, o => o.Ignore());
            CreateMap<SupportSessionParticipant, SupportSessionParticipantDto>().ForMember(d => d.Pupil, o => o.Ignore());
            CreateMap<SupportSessionAddendum, SupportSessionAddendumDto>();
        }
    }
}

/// <summary>One pupil's part in a session.</summary>
public sealed record SupportSessionParticipantDto
{
    public required Guid PupilId { get; init; }

    /// <summary>The pupil, with <c>expand=participants.pupil</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PersonDto? Pupil { get; init; }

    /// <summary>Null until completion.</summary>
    public required SessionAttendance? Attendance { get; init; }

    /// <summary>How regulated the pupil was before, from 1 (least) to 5.</summary>
    public required int? PreState { get; init; }

    /// <summary>How regulated the pupil was after, from 1 (least) to 5.</summary>
    public required int? PostState { get; init; }

    /// <summary>What the pupil said about it, in the pupil's words.</summary>
    [Text(Limits.Text)]
    public required string? PupilVoice { get; init; }

    /// <summary>About this pupil alone.</summary>
    [Text(Limits.Text)]
    public required string? Note { get; init; }
}

/// <summary>What was added to a completed session, or what its note said before.</summary>
public sealed record SupportSessionAddendumDto
{
    public required Guid Id { get; init; }
    public required AddendumKind Kind { get; init; }

    [Text(Limits.Narrative)]
    public required string Text { get; init; }

    /// <summary>The member of staff who added it, or who replaced the note.</summary>
    public required Guid? AuthorId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
