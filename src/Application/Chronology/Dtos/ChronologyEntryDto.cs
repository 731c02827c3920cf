using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Chronology.Dtos;

/// <summary>One record in a pupil's chronology.</summary>
public sealed record ChronologyEntryDto
{
    /// <summary>The id of the record itself.</summary>
    public required Guid Id { get; init; }

    /// <summary>The kind of the record, as <c>support_session</c>. More kinds will come.</summary>
    [Text(100)]
    public required string Kind { get; init; }

    /// <summary>When it happened, as its author says.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The school of the record.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>How sensitive it is.</summary>
    public required SensitivityLabel Label { get; init; }

    /// <summary>Whether it was voided since.</summary>
    public required bool IsVoid { get; init; }

    /// <summary>One line for people.</summary>
    [Text(Limits.Title)]
    public required string Title { get; init; }

    /// <summary>What it says of this pupil; null when it says nothing.</summary>
    [Text(Limits.Narrative)]
    public required string? Text { get; init; }

    /// <summary>Where the record is.</summary>
    public required ChronologyLinks Links { get; init; }
}

/// <summary>Links of a chronology entry.</summary>
/// <param name="Self">The path of the record.</param>
public sealed record ChronologyLinks([property: Text(500)] string Self);

/// <summary>A line of the index.</summary>
internal sealed record ChronologyRow
{
    public required Guid RecordId { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid SchoolId { get; init; }
    public required SensitivityLabel Label { get; init; }
    public required bool IsVoid { get; init; }

    private sealed class Maps : Profile
    {
        public Maps() => CreateMap<ChronologyEntry, ChronologyRow>();
    }
}
