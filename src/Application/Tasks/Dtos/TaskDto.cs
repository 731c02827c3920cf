using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Dtos;

/// <summary>A task: what is to be done, by whom and until when.</summary>
public sealed record TaskDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary><c>manual</c> for one in a person's own words; any other comes from its source and has fixed words.</summary>
    public required WorkTaskKind Kind { get; init; }

    [Text(WorkTask.MaxTitle)]
    public required string Title { get; init; }

    /// <summary>How sensitive it is. Above <c>pastoral</c> only its owner, its team and its author see it.</summary>
    public required SensitivityLabel Label { get; init; }

    /// <summary>A pause that is over counts as <c>open</c>.</summary>
    public required WorkTaskStatus Status { get; init; }
    public required WorkTaskPriority Priority { get; init; }

    /// <summary>The member of staff who is to do it; null when a team is.</summary>
    public required Guid? OwnerId { get; init; }

    /// <summary>The role at the school whose holders are to do it; null when there is an owner.</summary>
    public required Role? Team { get; init; }

    /// <summary>Whom it is about, when it is one pupil.</summary>
    public required Guid? PupilId { get; init; }

    /// <summary>The record that caused it or that it is about; it is closed with that record.</summary>
    public required TaskSourceDto? Source { get; init; }

    /// <summary>The last day on which it is in time, Europe/London: a school day.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Whether <c>dueOn</c> may yet become later, because the school's calendar does not reach so far.</summary>
    public required bool DueIsProvisional { get; init; }

    /// <summary>Whether it is late: open, in progress or snoozed after <c>dueOn</c>.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>The day on which it comes back, when it is snoozed or exempt.</summary>
    public required DateOnly? ResumesOn { get; init; }

    /// <summary>Why it is snoozed or exempt.</summary>
    [Text(Limits.Reason)]
    public required string? PauseReason { get; init; }

    /// <summary>Who made it; null when its source did.</summary>
    public required Guid? CreatedById { get; init; }

    /// <summary>When it was found late.</summary>
    public required DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>The role to whose holders it is shown since it was found late.</summary>
    public required Role? EscalatedTo { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who ended it; null when its source did.</summary>
    public required Guid? EndedById { get; init; }

    /// <summary>Whether its source ended it; then it stays ended.</summary>
    public required bool EndedBySource { get; init; }

    [Text(Limits.Reason)]
    public required string? CancelReason { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(8)]
    public IReadOnlyList<WorkTaskAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<WorkTask, TaskDto>()
            .ForMember(d => d.Source, o => o.MapFrom(t => t.SourceId == null ? null : new TaskSourceDto { Kind = t.SourceKind!, Id = t.SourceId.Value }))
            .ForMember(d => d.IsOverdue, o => o.Ignore())
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}

/// <summary>The record that a task hangs on.</summary>
public sealed record TaskSourceDto
{
    /// <summary>Its kind, as <c>support_session</c>. More kinds will come.</summary>
    [Text(TaskSourceLink.KindMax)]
    public required string Kind { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Its path.</summary>
    [Text(200)]
    public string Self { get; init; } = "";
}
