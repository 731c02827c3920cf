using PupilSupport.Domain.Documents;

namespace PupilSupport.Api.Contracts;

/// <summary>A document to be issued. Which members it has depends on its kind.</summary>
public sealed record IssueDocumentBody
{
    /// <summary>What it is to be made of.</summary>
    public required DocumentKind Kind { get; init; }
    public required DocumentFileFormat Format { get; init; }

    /// <summary>The session, for <c>support_session</c>.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>The pupil, for <c>pupil_chronology</c> and <c>pupil_summary</c>.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>The school, for <c>school_day_sheet</c> and <c>support_session_list</c>.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The day, Europe/London, for <c>school_day_sheet</c>.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The first day, included: required for <c>support_session_list</c>, optional for <c>pupil_chronology</c>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included, as <c>from</c>; of a list at most 400 days in all.</summary>
    public DateOnly? To { get; init; }
}
