using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Agencies;

namespace PupilSupport.Application.Referrals.Dtos;

/// <summary>How long pupils of a school wait for what they were referred to.</summary>
public sealed record ReferralWaitingReportDto
{
    /// <summary>Today, Europe/London.</summary>
    public required DateOnly AsOf { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>Each service for which a pupil waits, the longest wait first.</summary>
    [Items(23)]
    public required IReadOnlyList<ReferralWaitingServiceDto> Services { get; init; }
}

/// <summary>Referrals to one service that were submitted and have not begun.</summary>
public sealed record ReferralWaitingServiceDto
{
    public required SupportService Service { get; init; }
    public required int Waiting { get; init; }

    /// <summary>How many of them nobody has accepted yet.</summary>
    public required int Undecided { get; init; }

    /// <summary>How many of those are past the day by which they were to be answered.</summary>
    public required int Overdue { get; init; }

    /// <summary>The longest wait since the submission, in school days; null when the school's calendar is not known.</summary>
    public required int? LongestSchoolDays { get; init; }

    /// <summary>Since when the longest of them waits.</summary>
    public required DateOnly WaitingSince { get; init; }
}
