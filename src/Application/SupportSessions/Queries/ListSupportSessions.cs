using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions.Queries;

/// <summary>The sessions that the caller reaches. Sorts: <c>startsAt</c>, <c>updatedAt</c>; the latest start first when absent.</summary>
[Requires(Permissions.SupportSessionsRead), Audited("support_session.list")]
public sealed record ListSupportSessionsQuery : PagedQuery, IQuery<Page<SupportSessionDto>>
{
    public const int MaxDays = 400;

    /// <summary>Sessions of this pupil. Other pupils' parts are then left out.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>Sessions that this member of staff gives, alone or with others.</summary>
    public Guid? PractitionerId { get; init; }

    public Guid? SchoolId { get; init; }

    /// <summary>Sessions that serve this programme.</summary>
    public Guid? ProgrammeId { get; init; }

    /// <summary>Sessions that were planned in this series.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>The first day, Europe/London.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included; without <c>pupilId</c> at most 400 days in all.</summary>
    public DateOnly? To { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(6)]
    public IReadOnlyList<SupportSessionStatus> Status { get; init; } = [];

    public SupportSessionType? Type { get; init; }

    /// <summary>Records to put beside their ids: <c>school</c>, <c>practitioner</c>, <c>participants.pupil</c>, with commas between.</summary>
    [Expandable(SupportSessionExpansion.School, SupportSessionExpansion.Practitioner, SupportSessionExpansion.Pupil)]
    public IReadOnlyList<string>? Expand { get; init; }
}

internal sealed class ListSupportSessionsValidator : AbstractValidator<ListSupportSessionsQuery>
{
    public ListSupportSessionsValidator()
    {
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
        RuleFor(q => q.To).Must((q, to) => to!.Value.DayNumber - q.From!.Value.DayNumber < ListSupportSessionsQuery.MaxDays)
            .When(q => q is { From: not null, To: not null, PupilId: null })
            .WithErrorCode("too-many-days").WithMessage($"must lie within {ListSupportSessionsQuery.MaxDays} days of from, unless pupilId is given");
    }
}

internal sealed class ListSupportSessionsHandler(
    SupportSessionAccess access, SupportSessionAnswers answers, SupportSessionExpansion expansion, IPager pager)
    : IQueryHandler<ListSupportSessionsQuery, Page<SupportSessionDto>>
{
    private static readonly Keyset<SupportSession, SupportSessionDto>[] Sorts =
    [
        Keyset.By<SupportSession, SupportSessionDto, DateTimeOffset, SupportSessionId>(
            "startsAt", s => s.StartsAt, d => d.StartsAt, s => s.Id, d => d.Id, descending: true),
        Keyset.By<SupportSession, SupportSessionDto, DateTimeOffset, SupportSessionId>(
            "updatedAt", s => s.UpdatedAt, d => d.UpdatedAt, s => s.Id, d => d.Id),
    ];

    public async Task<Result<Page<SupportSessionDto>>> Handle(ListSupportSessionsQuery request, CancellationToken cancellationToken)
    {
        var sessions = request.PupilId is { } pupil ? await access.ReadableOfAsync(new(pupil), cancellationToken) : access.Readable();
        var page = await pager.PageAsync(Filter(sessions, request), request, Sorts, cancellationToken);
        if (!page.IsSuccess)
        {
            return page.Error;
        }

        var rows = page.Value.Data;
        var seen = request.PupilId is { } one ? await answers.OfPupilAsync(rows, one, cancellationToken) : await answers.OfReadAsync(rows, cancellationToken);
        return page.Value with { Data = await expansion.ExpandAsync(seen, request.Expand ?? [], cancellationToken) };
    }

    private static IQueryable<SupportSession> Filter(IQueryable<SupportSession> sessions, ListSupportSessionsQuery request)
    {
        if (request.PractitionerId is { } practitioner)
        {
            var id = new StaffId(practitioner);
            sessions = sessions.Where(s => s.Practitioners.Any(p => p.StaffId == id));
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            sessions = sessions.Where(s => s.SchoolId == id);
        }

        if (request.ProgrammeId is { } programme)
        {
            SupportProgrammeId? id = new SupportProgrammeId(programme);
            sessions = sessions.Where(s => s.ProgrammeId == id);
        }

        if (request.SeriesId is { } series)
        {
            SupportSessionSeriesId? id = new SupportSessionSeriesId(series);
            sessions = sessions.Where(s => s.SeriesId == id);
        }

        if (request.Type is { } type)
        {
            sessions = sessions.Where(s => s.Type == type);
        }

        if (request.Status is { Count: > 0 } status)
        {
            var wanted = status.ToArray();
            sessions = sessions.Where(s => wanted.Contains(s.Status));
        }

        return sessions.OnDays(s => s.StartsAt, request.From, request.To);
    }
}
